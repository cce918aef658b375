"""Shared templates of packages' documents."""
