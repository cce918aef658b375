project = "Meadowlark"
copyright = "everybody at Meadowlark"
extensions = ["sphinxext_archdoc"]
html_theme = "furo"
