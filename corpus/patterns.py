"""Regular expressions that are compiled when they are first used.

A question at the shell waits for everything that is imported on its way, and compiling a pattern takes 0.1 to 5 ms:
the 230 patterns of the modules that one question passes took a third of its time, though it uses a few dozen of them.
What `lazy` gives costs nothing until it is asked for, and after that no more than one of `re.compile`, whose
methods it takes over then.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, when a method or attribute of the pattern is first used; errors in `source` show then, too.

    Call its methods: the functions of `re` take it for no pattern.
    """
    return cast("re.Pattern[str]", _Uncompiled(source, flags))


class _Uncompiled:
    """Becomes its pattern: `__getattr__` is called only for what the instance does not have yet."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
