"""What the elements of the print page are, before any look: WeasyPrint's own sheet, cut down to the elements we write.

The full sheet styles six pseudo-elements (notes, markers) of every element there is; without them a book of a
hundred pages takes a quarter less memory (266 -> 204 MiB).
"""

from functools import cache

from lpse_docs.writers.pdf.engine import CSS, CounterStyle

ELEMENTS = """
caption { display: none }
html, body, section, nav, div, p, h1, h2, h3, h4, h5, h6, ul, ol { display: block }
li { display: list-item }
table { display: table; box-sizing: border-box; text-indent: initial }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tr { display: table-row }
td, th { display: table-cell; vertical-align: inherit }
thead, tbody { vertical-align: middle }
tr { vertical-align: inherit }
br::before { content: "\\A"; white-space: pre-line }
strong { font-weight: bold }
em { font-style: italic }
img { overflow: hidden }
input { display: inline-block }
ul, ol { counter-reset: list-item }
@counter-style decimal { system: numeric; symbols: "0" "1" "2" "3" "4" "5" "6" "7" "8" "9" }
@counter-style lower-alpha { system: alphabetic; symbols: a b c d e f g h i j k l m n o p q r s t u v w x y z }
"""


@cache
def element_sheet() -> tuple[CSS, CounterStyle]:
    """The sheet and the counter styles it defines, parsed once."""
    counters = CounterStyle()
    return CSS(string=ELEMENTS, counter_style=counters), counters
