"""The builder ``archdoc-pdf``: a PDF of the whole site without TeX, by WeasyPrint.

``builder`` puts the pages together, ``anchors`` keeps their ids apart, ``matter`` makes what
stands before and behind them, ``theme`` has the looks.
"""
