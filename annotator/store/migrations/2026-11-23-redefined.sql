-- The revision of the codebook at which a code got another name or definition last; 0 when it never did.
-- Annotations made under an earlier one are in question.

ALTER TABLE code ADD COLUMN defined_revision INTEGER NOT NULL DEFAULT 0;
