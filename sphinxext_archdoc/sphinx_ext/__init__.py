"""The Sphinx side: pages, domain, directives and views."""
