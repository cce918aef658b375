"""What the reader of Python consists of.

``source``      text and its parsed statements, where need be piece by piece
``statements``  declarations among statements
``members``     members of one class
"""
