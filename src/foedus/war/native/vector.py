"""A group of 16 words as one value of the compiled kernel: 1,024 draws in two or four registers of the machine.

Left to itself the compiler unrolls a loop over 16 words and works on one after another, six times slower.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numba.core
import numba.extending
from llvmlite import ir

from foedus.war.coins import GROUP

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.war.coins import Words

__all__ = ["Group", "all_of", "get", "nothing", "number", "put", "somewhere"]


class Group:
    """What a type checker may know of such a value."""

    def __and__(self, other: Group) -> Group:
        """Where both are so."""
        raise NotImplementedError

    def __or__(self, other: Group) -> Group:
        """Where either is so."""
        raise NotImplementedError

    def __xor__(self, other: Group) -> Group:
        """Where one is so and the other is not."""
        raise NotImplementedError

    def __invert__(self) -> Group:
        """Where it is not so."""
        raise NotImplementedError


_core: Any = numba.core
_extending: Any = numba.extending

_WORDS = ir.VectorType(ir.IntType(64), GROUP)


class _Kind(_core.types.Type):  # type: ignore[misc]  # numba tells no types
    """The type of such a value, to numba."""


_GROUP = _Kind(name="Group")


@_extending.register_model(_Kind)
class _Model(_extending.models.PrimitiveModel):  # type: ignore[misc]  # as above
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _WORDS)


def _place(context: Any, builder: Any, signature: Any, args: Any) -> Any:
    """Where the n-th group of an array lies; the array is one row of groups, whatever its shape."""
    array = context.make_array(signature.args[0])(context, builder, args[0])
    return builder.gep(builder.bitcast(array.data, _WORDS.as_pointer()), [args[1]])


def _get(_typing: Any, array: Any, n: Any) -> Any:  # noqa: ARG001 - numba asks for as many arguments as there are
    def make(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load(_place(context, builder, signature, args), align=8)

    return _GROUP(array, _core.types.intp), make


def _put(_typing: Any, array: Any, n: Any, group: Any) -> Any:  # noqa: ARG001 - as above
    def make(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.store(args[2], _place(context, builder, signature, args), align=8)
        return context.get_dummy_value()

    return _core.types.void(array, _core.types.intp, _GROUP), make


def _nothing(_typing: Any) -> Any:
    return _GROUP(), lambda *_: ir.Constant(_WORDS, [0] * GROUP)


def _all_of(_typing: Any) -> Any:
    return _GROUP(), lambda *_: ir.Constant(_WORDS, [2**64 - 1] * GROUP)


def _reduced(builder: Any, what: str, group: Any) -> Any:
    kind = ir.FunctionType(_WORDS.element, [_WORDS])
    name = f"llvm.vector.reduce.{what}.v{GROUP}i64"
    return builder.call(_core.cgutils.get_or_insert_function(builder.module, kind, name), [group])


def _somewhere(_typing: Any, group: Any) -> Any:
    def make(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        return builder.icmp_unsigned("!=", _reduced(builder, "or", args[0]), ir.Constant(_WORDS.element, 0))

    return _core.types.boolean(group), make


def _number(_typing: Any, group: Any) -> Any:
    def make(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
        kind = ir.FunctionType(_WORDS, [_WORDS])
        counted = _core.cgutils.get_or_insert_function(builder.module, kind, f"llvm.ctpop.v{GROUP}i64")
        return _reduced(builder, "add", builder.call(counted, [args[0]]))

    return _core.types.intp(group), make


def _known(function: Callable[..., Any]) -> Any:
    return _extending.intrinsic(function)


get: Callable[[Words, int], Group] = _known(_get)
"""The n-th group of an array."""

put: Callable[[Words, int, Group], None] = _known(_put)
"""Write the n-th group of an array."""

nothing: Callable[[], Group] = _known(_nothing)
"""So in no draw."""

all_of: Callable[[], Group] = _known(_all_of)
"""So in all draws."""

somewhere: Callable[[Group], bool] = _known(_somewhere)
"""Is it so in any draw?"""

number: Callable[[Group], int] = _known(_number)
"""In how many draws it is so."""


def _operator(sign: Callable[..., Any], name: str) -> None:
    """Let two groups stand beside this sign."""

    def typed(_typing: Any, one: Any, two: Any) -> Any:  # noqa: ARG001 - as above
        return _GROUP(_GROUP, _GROUP), lambda _c, builder, _s, args: getattr(builder, name)(*args)

    apply = _known(typed)

    def found(one: Any, two: Any) -> Any:
        return (lambda one, two: apply(one, two)) if one is two is _GROUP else None  # noqa: PLW0108 - numba compiles it

    _extending.overload(sign, strict=False)(found)


for _sign, _name in ((operator.and_, "and_"), (operator.or_, "or_"), (operator.xor, "xor")):
    _operator(_sign, _name)


def _not(one: Any) -> Any:
    return (lambda one: one ^ all_of()) if one is _GROUP else None


_extending.overload(operator.invert, strict=False)(_not)
