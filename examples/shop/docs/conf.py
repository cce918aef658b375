project = "Meadowlark"
author = "everybody at Meadowlark"
copyright = author
version = release = "2026.3"
extensions = ["sphinxext_archdoc"]
html_theme = "furo"

# One-sided A4.
latex_engine = "lualatex"
latex_elements = {"papersize": "a4paper", "extraclassoptions": "oneside"}
