"""Changes Pyodide's loader so that it fetches nothing by itself: the worker hands it everything.

Each change replaces one piece of text that must stand in the loader exactly once, so that a loader
that is not the known one stops the build. With them the worker can name files by hash, compile
the WebAssembly while the snapshot is on its way, start without the standard library, count
bytes, and see a failed request, after which the loader of 0.29.5 would never settle.
"""

from __future__ import annotations

from press.runtime.problem import RuntimeProblem

CHANGES = {
    # Options `wasmModule` (a promise of the compiled module) and `wasmFailed` (told of what went wrong with it).
    "instantiateWasm:Ne(e.indexURL)": "instantiateWasm:Ne(e)",
    'let{binary:t,response:n}=R(e+"pyodide.asm.wasm"),i=K();': "let i=K();",
    "try{let a;n?a=await WebAssembly.instantiateStreaming(n,s):a=await WebAssembly.instantiate(await t,s);"
    "let{instance:l,module:c}=a;r(l,c)}"
    'catch(a){console.warn("wasm instantiation failed!"),console.warn(a)}': (
        "try{let c=await e.wasmModule,l=await WebAssembly.instantiate(c,s);r(l,c)}catch(a){e.wasmFailed(a)}"
    ),
    # Option `coreURL`: the address of pyodide.asm.js.
    "let t=`${e.indexURL}pyodide.asm.js`;": "let t=e.coreURL;",
    # Option `stdLib`: a promise of the bytes of the standard library; without it Python starts with none.
    'let t;return e.stdLibURL!=null?t=e.stdLibURL:t=e.indexURL+"python_stdlib.zip",[Pe(t),': "let t=e.stdLib;return[Pe(t),",
    "let t=j(e);return async n=>": "let t=e;return async n=>",
    "let r=await t;n.FS.writeFile(`/lib/python${i}${s}.zip`,r)": "let r=await t;r&&n.FS.writeFile(`/lib/python${i}${s}.zip`,r)",
    # Option `_loadSnapshot`: {heapBytes, restore(module)}; the memory is made before the snapshot has come.
    "let n=await e._loadSnapshot,i=ArrayBuffer.isView(n)?n:new Uint8Array(n);return t.noInitialRun=!0,t.INITIAL_MEMORY=i.length,i": (
        "return t.noInitialRun=!0,t.INITIAL_MEMORY=e._loadSnapshot.heapBytes,e._loadSnapshot"
    ),
    "let r=Ae(s,i,t);": "let r=Ae(s,i&&await i.restore(s),t);",
    "t&&(s=i.restoreSnapshot(t))": "t&&(s=t)",
    # The map is not published.
    "\n//# sourceMappingURL=pyodide.mjs.map": "",
}


def changed(loader: str) -> str:
    """Return the text of pyodide.mjs with the changes made.

    Raises RuntimeProblem when a piece to replace is not there exactly once.
    """
    for old, new in CHANGES.items():
        if loader.count(old) != 1:
            raise RuntimeProblem(
                f"Pyodide's loader is not the one that press/runtime/loader.py changes: {old[:60]!r} stands in it "
                f"{loader.count(old)} times, not once; run 'make', or adapt the changes to the new version."
            )
        loader = loader.replace(old, new)
    return loader
