"""The assistant's own words, checked before an answer is shown: what is quoted stays as the source has it."""

from dataclasses import dataclass, replace

from assistant.answers import Answer, Origin, Statement
from assistant.wording.checking import Checker
from assistant.wording.findings import Finding


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Mends what has a suggestion in the answer's own sentences, and tells what is left."""

    checker: Checker

    def checked(self, answer: Answer) -> Answer:
        """Return the answer with its own words mended; `findings` holds what needs a person."""
        profile = answer.profile if answer.profile in self.checker.profiles else self.checker.profiles[0]
        statements: list[Statement] = []
        findings: list[Finding] = []
        text, short = answer.answer, answer.short
        for statement in answer.statements:
            if statement.origin is Origin.OWN:
                mended = self.checker.corrected(statement.text, profile=profile)
                findings += self.checker.check(mended, profile=profile).findings
                text, short = text.replace(statement.text, mended), short.replace(statement.text, mended)
                statements.append(replace(statement, text=mended))
            else:
                statements.append(statement)
        return replace(
            answer,
            answer=text,
            short=short,
            statements=tuple(statements),
            findings=(*answer.findings, *(finding.to_json() for finding in findings)),
        )
