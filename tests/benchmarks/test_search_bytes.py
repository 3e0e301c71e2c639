"""What a search loads is weighed as it travels, each file once."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.search_bytes import weigh


def test_text_is_weighed_packed_and_pieces_of_the_index_as_they_are(tmp_path: Path) -> None:
    piece, script = b"\x1f\x8b" * 50, b"a" * 1000
    (tmp_path / "search" / "index").mkdir(parents=True)
    (tmp_path / "search" / "index" / "en_1a2b3c4.pf_index").write_bytes(piece)
    (tmp_path / "finding.js").write_bytes(script)
    asked = ["/finding.js", "/search/index/en_1a2b3c4.pf_index", "/search/index/en_1a2b3c4.pf_index?again", "/gone.js"]
    assert weigh(tmp_path, asked) == (100 + len(gzip.compress(script, 9, mtime=0)), 100)
