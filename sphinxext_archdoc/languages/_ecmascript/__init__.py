"""What TypeScript and JavaScript share: one grammar, repaired where it falls behind the language.

``repair``      rewrites text, length for length, so that the grammar understands it
``bodies``      leaves out what functions do, where that is quick
``source``      text as written and as it was parsed
``split``       cuts what does not parse by its brackets and lines
``damage``      parses the pieces, each by itself
``blocks``      statements that stand together, and what they export
``statements``  declarations among statements, in namespaces and modules
``members``     members of one declaration
``aliases``     which type aliases are object types
``names``       names as the compiler has them
``reading``     all of it together
"""
