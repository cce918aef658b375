"""A repository whose packages declare interfaces, in documents and in source files."""

from __future__ import annotations

from tests.sphinx_ext.conftest import new_site, site

__all__ = ["new_site", "site"]
"""The fixtures of the other tests that are used here too."""

CORE = """\
# Architecture - core

## System Overview

Keeps everything.

## Key Interfaces

### Store

```typescript
/**
 * Keeps values by their keys.
 *
 * @deprecated use a `Cache`
 */
interface Store<K extends string> {
  /** Gets a value.
   * @param key - which one
   * @returns nothing when there is `none`
   */
  get(key: K): Promise<Entry | undefined>;
  get(keys: K[]): Promise<Entry[]>;
  readonly size?: number;
  find(by: "Entry"): void;
}

/** One value. */
interface Entry {
  value: string;
}
```
"""
WEB = """\
# Architecture - web

## System Overview

Shows everything.

## Key Interfaces

### Page

```typescript
interface Page {
  store: Store<string>;
  [key: string]: unknown;
  (again: boolean): Page;
}
```
"""
TREE = {
    "packages/core/package.json": '{"name": "core"}',
    "packages/core/ARCHITECTURE.md": CORE,
    "packages/web/package.json": '{"name": "web", "dependencies": {"core": "*"}}',
    "packages/web/ARCHITECTURE.md": WEB,
}
SOURCE = """\
/** Remembers for a while. */
export interface Cache<T> {
  /** Gets it. */
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

export abstract class Base {
  private secret = 1;
  protected abstract open(): void;
  close(): void {}
  _internal = 2;
}

interface Hidden {
  value: string;
}
"""
