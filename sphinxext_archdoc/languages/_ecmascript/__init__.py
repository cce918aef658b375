"""What TypeScript and JavaScript share: one grammar, repaired where it falls behind the language.

``repair``      rewrites text, length for length, so that the grammar understands it
``bodies``      leaves out what functions do, where that is quick
``source``      the text and its parsed statements, damaged ones apart from each other
``statements``  declarations among statements, in namespaces and modules
``members``     members of one declaration
``names``       names as the compiler has them
"""
