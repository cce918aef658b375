"""Measurements that are run by hand from the root of the project, as modules."""
