"""The language of clause texts: what may be written, how it is checked, how it becomes a template.

`compile_text` is the way in: it takes a source, lists every fault, and gives a `CompiledText` that
`generator.text` renders into blocks.
"""

from generator.language.compiled import CompiledText, compile_text
from generator.language.names import Names, Parameters

__all__ = ["CompiledText", "Names", "Parameters", "compile_text"]
