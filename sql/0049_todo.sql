-- What a provider's dashboard reads: a version on trial with some of its hosts waits for its provider too, a payment application
-- like other reviews, and a plugin that is offered to a subject.
ALTER TABLE version
  DROP KEY todo,
  DROP COLUMN todo_of;
ALTER TABLE version
  ADD COLUMN todo_of BIGINT AS (IF(state IN ('auditing', 'rejected', 'passed', 'gray'), provider_id, NULL)) VIRTUAL,
  ADD KEY todo (todo_of, submitted_at, id);

ALTER TABLE payment
  ADD COLUMN provider_id BIGINT NOT NULL DEFAULT 0 COMMENT 'plugin.subject_id';
UPDATE payment y JOIN plugin p ON p.id = y.plugin_id SET y.provider_id = p.subject_id;
ALTER TABLE payment
  ADD COLUMN todo_of BIGINT AS (IF(state IN ('auditing', 'refused'), provider_id, NULL)) VIRTUAL,
  ADD COLUMN todo_at BIGINT AS (GREATEST(submitted_at, decided_at)) VIRTUAL,
  ADD KEY todo (todo_of, todo_at, plugin_id);

ALTER TABLE transfer
  ADD KEY todo (to_subject, state, due_at, id);
