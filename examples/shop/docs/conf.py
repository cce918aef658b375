project = "Meadowlark"
author = "Everybody at Meadowlark"
extensions = ["sphinxext_archdoc"]
html_theme = "furo"
