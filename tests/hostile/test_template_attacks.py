"""A clause is data: whatever its text asks the template language to do, the check refuses it before it runs."""

from __future__ import annotations

import pytest

from tests.hostile.clauses import checked
from tests.hostile.command import CLAUSE

OUTPUTS = {
    "code through a global": "cycler.__init__.__globals__.os.popen('id')",
    "code through a class": "''.__class__.__mro__[1].__subclasses__()",
    "code through a string": "'x'|attr('__class__')",
    "code through self": "self.__init__.__globals__",
    "code through a fact": "objet.__class__",
    "call of a method": "objet.upper()",
    "call of a deletion": "lots.clear()",
    "call of an append": "lots.append(5)",
    "range": "range(10**9)|enumeration",
    "repetition": "'a'*10**9",
    "format by percent": "'%999999999d'%1",
    "format by method": "'{:>999999999}'.format(1)",
    "filter of width": "niveau|center(999999999)",
    "lorem ipsum": "lipsum(n=20000)",
    "dictionary": "dict(a=1)",
    "namespace": "namespace(a=1)",
    "joiner": "joiner(',')",
    "map": "lots|map(attribute='__class__')|enumeration",
    "slice": "objet[0:3]",
    "item": "objet['__class__']",
    "inline if": "'a' if est_alloti else 'b'",
    "concatenation": "objet ~ objet",
    "addition": "part_reemploi + 1",
    "negative": "-part_reemploi",
    "super": "super()",
    "caller": "caller()",
    "loop from outside": "loop.index",
    "the sink of values": "puits_des_valeurs",
    "the token filter": "objet|jeton('x')",
    "private name": "_objet",
    "test of a kind": "objet is string",
    "named argument": "part_reemploi|nombre(unit='jour')",
    "starred argument": "part_reemploi|nombre(*lots)",
    "number without end": "9" * 5000,
    "infinite number": "1e999|nombre",
    "parentheses by the hundred": "(" * 150 + "1" + ")" * 150,
    "escape in a string": r"'\x'|nombre",
    "yes or no": "est_alloti",
    "comparison": "niveau == 'essentiel'",
    "list": "lots",
    "row": "lots|enumeration",
    "family": "retenues.dechets",
    "date of a word": "objet|date",
    "amount of a word": "niveau|euros",
    "lots of a word": "objet|designation",
    "unit that is no word": "part_reemploi|nombre(3)",
    "preposition unknown": "lots_concernes|designation('vers')",
    "list as preposition": "lots_concernes|designation([])",
    "chain of filters": "part_reemploi|pourcent|euros",
}
STATEMENTS = {
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}",
    "from import": "{% from 'os' import path %}",
    "extends": "{% extends 'x' %}",
    "block": "{% block x %}a{% endblock %}",
    "macro": "{% macro f() %}{{ f() }}{% endmacro %}",
    "call": "{% call objet() %}{% endcall %}",
    "assignment": "{% set a = 1 %}",
    "with": "{% with a = 1 %}a{% endwith %}",
    "filter block": "{% filter nombre %}1{% endfilter %}",
    "raw": "{% raw %}{{ objet }}{% endraw %}",
    "raw with a sign": "{%- raw -%}a{%- endraw -%}",
    "autoescape": "{% autoescape false %}a{% endautoescape %}",
    "do": "{% do lots.append(1) %}",
    "debug": "{% debug %}",
    "translation": "{% trans %}a{% endtrans %}",
    "break": "{% for l in lots %}{% break %}{% endfor %}",
    "three loops": "{% for a in lots %}{% for b in lots %}{% for c in lots %}x{% endfor %}{% endfor %}{% endfor %}",
    "recursive loop": "{% for l in lots recursive %}x{% endfor %}",
    "loop with two variables": "{% for a, b in lots %}x{% endfor %}",
    "loop over a text": "{% for c in objet %}x{% endfor %}",
    "loop over a number": "{% for c in part_reemploi %}x{% endfor %}",
    "loop over a range": "{% for c in range(99999) %}x{% endfor %}",
    "conditions by the hundred": "{% if est_alloti %}" * 120 + "a" + "{% endif %}" * 120,
    "one condition of a thousand words": "{% if " + "not " * 1000 + "est_alloti %}a{% endif %}",
    "line statement": "{{ objet }}}} {{",
    "closing tag alone": "a }} b",
    "closing block alone": "a %} b",
    "comment never closed": "{# a",
    "tag over two lines": "{% if\nest_alloti %}a{% endif %}",
}


def faults_of(sentence: str) -> list[str]:
    return sentences(CLAUSE.replace("Le titulaire collecte", f"{sentence} Le titulaire collecte"))


def sentences(text: str) -> list[str]:
    return [fault.sentence() for fault in checked(text)[1]]


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_that_does_more_than_print_is_refused(name: str) -> None:
    found = faults_of(f"Il vaut {{{{ {OUTPUTS[name]} }}}}.")
    assert found
    assert all(said.startswith("essai.md:") for said in found)


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_that_the_language_does_not_have_is_refused(name: str) -> None:
    found = faults_of(STATEMENTS[name])
    assert found
    assert all(said.startswith("essai.md:") for said in found)


@pytest.mark.parametrize("key", ["texte", "objet", "qui", "fait", "unite"])
def test_the_strings_of_a_header_obey_the_same_language(key: str) -> None:
    lines = CLAUSE.split("\n")
    rank = next(n for n, line in enumerate(lines) if line.startswith(f"{key} ="))
    lines[rank] = f'{key} = "{{{{ objet.__class__ }}}}"'
    found = sentences("\n".join(lines))
    assert len(found) == 1
    assert f":{rank + 1}, " in found[0]
    assert "tiret bas" in found[0]


def test_the_sentence_without_attack_is_accepted() -> None:
    assert faults_of("Il vaut {{ part_reemploi | pourcent }}.") == []
