"""What the reader of Python consists of.

``source``      text and its parsed statements, where need be piece by piece
``split``       cuts what does not parse by its lines and brackets
``newer``       takes out syntax that the interpreter does not know
``statements``  declarations among statements
``members``     members of one class
``nodes``       questions to nodes of the syntax tree
"""
