"""Changes Pyodide's scripts: the loader fetches nothing by itself, and the core does not prepare what is not used.

Each change replaces one piece of text that must stand in the script exactly once, so that a script
that is not the known one stops the build. With those of the loader the worker can name files by hash, compile
the WebAssembly while the snapshot is on its way, start without the standard library, count
bytes, and see a failed request, after which the loader of 0.29.5 would never settle.
"""

from __future__ import annotations

from pathlib import Path

from press.runtime.problem import RuntimeProblem
from press.runtime.trimming import trimmed_core

LOADER_CHANGES = {
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


CORE_CHANGES = {
    # Every one of some 7,000 exports gets an entry in a table for libraries that are loaded later. Our wheels
    # are pure Python, so only what the module itself asks for is entered: that is a tenth of a start.
    "if(isInternalSym(symName)){continue}var value=exports[symName];GOT[symName]||=": (
        "if(isInternalSym(symName)||!GOT[symName]){continue}var value=exports[symName];GOT[symName]||="
    ),
    # Functions of WebGL are JavaScript, and were each wrapped in a WebAssembly module of its own for C code to call. Nothing draws here.
    "if(!value&&!entry.required){continue}": 'if(!value&&!entry.required||value?.name?.startsWith("_gl")){continue}',
    # From a snapshot, which holds what is asked for here (see snapshot.py), nothing is parsed and compiled in Python.
    'let[r,n]=API.rawRun("import _pyodide_core");': 'let[r,n]=t?[0]:API.rawRun("import _pyodide_core"),a=t&&API._pyodide._base;',
    'API.runPythonInternal_dict=API._pyodide._base.eval_code("{}"),API.importlib=API.runPythonInternal("import importlib; importlib");': (
        'API.runPythonInternal_dict=a?a.at_hand_names:API._pyodide._base.eval_code("{}"),'
        'API.importlib=a?a.at_hand_importlib:API.runPythonInternal("import importlib; importlib");'
    ),
    'let i=API.runPythonInternal("import __main__; __main__.__dict__"),s=API.runPythonInternal("import builtins; builtins.__dict__");': (
        'let i=a?a.at_hand_main:API.runPythonInternal("import __main__; __main__.__dict__"),'
        's=a?a.at_hand_builtins:API.runPythonInternal("import builtins; builtins.__dict__");'
    ),
}


MAKER = Path(__file__).parent / ".node" / "snapshot.mjs"


def changed_loader(script: str) -> str:
    """Return the text of pyodide.mjs with the changes made; raises RuntimeProblem when it is not the known one."""
    return _changed("pyodide.mjs", script, LOADER_CHANGES)


def changed_core(script: str, loader: str) -> str:
    """Return the text of pyodide.asm.js with the changes made; raises RuntimeProblem when it is not the known one.

    loader: the text of the script that uses it, in which names of the core stand.
    A snapshot holds positions in the table of functions, so it starts only with the core that it was made with.
    """
    return trimmed_core(_changed("pyodide.asm.js", script, CORE_CHANGES), loader, MAKER.read_text("utf-8"))


def _changed(name: str, script: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        if script.count(old) != 1:
            raise RuntimeProblem(
                f"Pyodide's {name} is not the one that press/runtime/loader.py changes: {old[:60]!r} stands in it "
                f"{script.count(old)} times, not once; delete node_modules and run 'make site', or adapt the changes to the new version."
            )
        script = script.replace(old, new)
    return script
