"""The picture of the dashboard in the README, drawn by the dashboard itself.

``python -m benchmarks.picture FILE.svg`` opens the samples without a terminal, goes to the summit and writes what is on the screen.
"""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

from tui.app import ElshiApp
from tui.desk import desk_from_sources

SAMPLES = Path(__file__).parent.parent / "seeds"
SIZE = (112, 32)
KEYS = ("j", "j")
_WEB_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""A picture in a document must not fetch anything from elsewhere."""


async def draw() -> str:
    """The dashboard on the samples with the summit selected, as SVG."""
    app = ElshiApp(lean=False, theme="dark")
    app.desk = desk_from_sources([str(SAMPLES)])
    async with app.run_test(size=SIZE) as pilot:
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.2)
        return _WEB_FONTS.sub("", app.export_screenshot(title="elshi open seeds/"))


def main() -> int:
    """Write the picture."""
    if len(sys.argv) != 2:
        print("usage: python -m benchmarks.picture FILE.svg", file=sys.stderr)
        return 2
    Path(sys.argv[1]).write_text(asyncio.run(draw()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
