"""What makes the PDF by LaTeX one that can be handed on: one module for each idea.

``defaults`` chooses settings where the project has chosen none, ``printing`` prepares the
views, ``breaking`` lets long words end at the margin, ``pictures`` converts SVG.
``sphinxarchdoc.sty`` has the looks.
"""
