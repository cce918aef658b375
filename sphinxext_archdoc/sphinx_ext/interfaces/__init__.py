"""Interfaces on pages: described member by member, with their code one click away.

While a page is read, code that declares interfaces is wrapped into a placeholder that holds
what it declares (``declaring``); ``directives.interface`` does the same with declarations out
of source files (``sources``). When everything was read, the placeholder is filled with
object descriptions (``rendering``, of ``signatures`` and ``documentation``), whose types are
links (``types``). Descriptions are that late so that pages are as quick to read as without,
and stay out of the navigation.
"""
