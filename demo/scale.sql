-- The rows of `plugshelfctl seed --scale` (src/bin/ctl_seed_scale.c). A line "-- stage NAME" begins the statements of one
-- batch; each batch is a transaction. SEQ is a sequence table over the numbers of the batch; scale_stage has the words of
-- the same numbers (k) where the stage has any.
--
-- Variables: @at the moment of the seed; @n plugins, of which the first @live are shelved; @subjects, of which the first
-- @orgs are organisations; @apps, of which the first half owns plugins; @hot mini-programs bind plugin 1; @many plugins are
-- held by the merchant with many. @u @s @a @p @v @d @l @r @e @b: what a number is added to for an id of a user, subject,
-- app, plugin, version, doc, listing revision, review, entitlement, binding. The others are ids and contents that the demo
-- data brought along.
--
-- Foreign keys are not checked row by row, since every row that is named is made here (tests/db/test_scale.c looks at all of
-- them); what is unique is.
--
-- What is spread over the rows is spread by numbers that share no factor with what they are taken modulo of, so that
-- neighbours of one list lie far apart in the tables, as on a site that grew.

-- stage facts
SET foreign_key_checks = 0, @guide = '{"description":"插件有一个接口。","sample":"","components":[],"pages":[],"interfaces":[{"name":"hello","description":"问好","sample":"plugin.hello(1)","inputs":[],"outputs":[]}],"config":[]}';

-- stage subjects
INSERT INTO public_id (id, kind) SELECT @u + k, 'user' FROM scale_stage UNION ALL SELECT @s + k, 'subject' FROM scale_stage
  UNION ALL SELECT @r + 900000000000 + k, 'review' FROM scale_stage;
INSERT INTO user (id, email, email_key, display_name, password, created_at)
  SELECT @u + k, CONCAT('u', k, '@scale.example'), CONCAT('u', k, '@scale.example'),
    CONCAT(ELT(1 + MOD(k, 19), '赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫', '蒋', '沈', '韩', '杨', '朱', '秦', '许'),
      ELT(1 + MOD(k, 23), '伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '娟', '涛', '明', '超', '霞', '平', '刚', '颖', '宁', '悦')),
    '', @at - 34560000 + MOD(k * 7919, 8640000) FROM scale_stage;
INSERT INTO subject (id, type, name, name_key, created_at)
  SELECT @s + k, IF(k > @orgs, 'individual', ELT(1 + MOD(k, 8), 'media', 'government', 'organisation', 'enterprise', 'enterprise', 'enterprise', 'enterprise', 'enterprise')),
    name, name_key, @at - 34560000 + MOD(k * 7919, 8640000) FROM scale_stage;
INSERT INTO member (subject_id, user_id, role, created_at)
  SELECT @s + k, @u + k, 'main', @at - 34560000 + MOD(k * 7919, 8640000) FROM scale_stage;
INSERT INTO real_name (subject_id, state, rev, licence_no, contact, real_name, id_no, submitted_at, decided_at)
  SELECT @s + k, 'verified', 3, IF(k > @orgs, NULL, CONCAT('9133SCALE', LPAD(k, 9, '0'))), IF(k > @orgs, NULL, '0571-55501234'),
    IF(k > @orgs, '陈一诺', NULL), IF(k > @orgs, @id_no, NULL), @at - 34560000 + MOD(k * 7919, 8640000) + 3600,
    @at - 34560000 + MOD(k * 7919, 8640000) + 90000 FROM scale_stage;
INSERT INTO review (id, kind, object_id, subject_id, submitter, state, rev, queued_at, submitted_at, due_at, claimed_by, lease_until, decided_by, decided_at)
  SELECT @r + 900000000000 + k, 'real-name', n.subject_id, n.subject_id, @u + k, 'approved', 3, submitted_at, submitted_at,
    submitted_at + 172800, @reviewer, decided_at + 1080, @reviewer, decided_at
  FROM scale_stage STRAIGHT_JOIN real_name n ON n.subject_id = @s + k;
INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, at)
  SELECT 'real-name', n.subject_id, 'none', 'submit', 'auditing', @u + k, 'owner', submitted_at FROM scale_stage STRAIGHT_JOIN real_name n ON n.subject_id = @s + k
  UNION ALL SELECT 'review', @r + 900000000000 + k, '', 'open', 'queued', @u + k, 'owner', submitted_at FROM scale_stage STRAIGHT_JOIN real_name n ON n.subject_id = @s + k
  UNION ALL SELECT 'review', @r + 900000000000 + k, 'queued', 'claim', 'claimed', @reviewer, 'reviewer', decided_at - 720 FROM scale_stage STRAIGHT_JOIN real_name n ON n.subject_id = @s + k
  UNION ALL SELECT 'review', @r + 900000000000 + k, 'claimed', 'approve', 'approved', @reviewer, 'reviewer', decided_at FROM scale_stage STRAIGHT_JOIN real_name n ON n.subject_id = @s + k
  UNION ALL SELECT 'real-name', n.subject_id, 'auditing', 'approve', 'verified', @reviewer, 'reviewer', decided_at FROM scale_stage STRAIGHT_JOIN real_name n ON n.subject_id = @s + k;
INSERT INTO audit (at, user_id, subject_id, act, object_kind, object_id, detail, request_id)
  SELECT @at - 34560000 + MOD(k * 7919, 8640000), @u + k, @s + k, 'subject.register', 'subject', @s + k, '', 'scale' FROM scale_stage;

-- stage apps
INSERT INTO public_id (id, kind) SELECT @a + k, 'app' FROM scale_stage;
INSERT INTO app (id, subject_id, name, name_key, avatar, base_library, created_at)
  SELECT @a + k, subject_id, name, name_key, @avatar, '2.30.0', @at - 25920000 + MOD(k * 7919, 4320000) FROM scale_stage;
INSERT INTO app_category (app_id, code) SELECT @a + k, category FROM scale_stage;
INSERT INTO audit (at, user_id, subject_id, act, object_kind, object_id, detail, request_id)
  SELECT @at - 25920000 + MOD(k * 7919, 4320000), user_id, subject_id, 'app.create', 'app', @a + k, '', 'scale' FROM scale_stage;

-- stage plugins
-- v1 is online; what became of v2 (w) and of the listing (x) is a matter of the number
INSERT INTO public_id (id, kind) SELECT @p + k, 'plugin' FROM scale_stage
  UNION ALL SELECT @v + 2 * k - 1, 'version' FROM scale_stage UNION ALL SELECT @v + 2 * k, 'version' FROM scale_stage
  UNION ALL SELECT @d + k, 'doc' FROM scale_stage UNION ALL SELECT @l + 2 * k - 1, 'listing' FROM scale_stage;
INSERT IGNORE INTO app_category (app_id, code) SELECT app_id, category FROM scale_stage;
INSERT INTO plugin (id, app_id, subject_id, name, name_key, name_look, intro, avatar, add_mode, audience, contact, rev, created_at)
  SELECT @p + k, app_id, subject_id, name, name_key, name_look, summary, @avatar, 'free', 'enterprise|individual', 'plugin@scale.example', 2, at FROM scale_stage;
INSERT INTO version (id, plugin_id, major, minor, patch, state, rev, note, min_base_library, uploader, package_sha256, package_size, upload_sha256, upload_size,
    manifest, findings, category, tags, description, usage_text, self_check, provider_id, created_at, submitted_at, online_at)
  SELECT @v + 2 * k - 1, @p + k, 1, 0, 0, 'online', 5, '第一个版本', '2.8.0', user_id, @package, @package_size, @upload, @upload_size,
    @manifest, '[]', category, tags, summary, '打开示例页面即可试用', 1, subject_id, at + 3600, at + 7200, at + 90000 FROM scale_stage;
INSERT INTO version (id, plugin_id, major, minor, patch, state, rev, note, min_base_library, uploader, package_sha256, package_size, upload_sha256, upload_size,
    manifest, findings, category, tags, description, usage_text, self_check, reason, provider_id, created_at, submitted_at, online_at)
  SELECT @v + 2 * k, @p + k, 1, 1, 0, w, CASE w WHEN 'init' THEN 1 WHEN 'auditing' THEN 3 WHEN 'deleted' THEN 2 WHEN 'online' THEN 5 ELSE 4 END,
    '修正已知问题，界面更快', '2.8.0', user_id, @package, @package_size, @upload, @upload_size,
    @manifest, '[]', category, tags, summary, '打开示例页面即可试用', w NOT IN ('init', 'deleted'), IF(w = 'rejected', '示例页面打不开，请修正后再提交', NULL), subject_id,
    again, IF(w IN ('init', 'deleted'), 0, again + 3600), IF(w = 'online', again + 90000, 0) FROM scale_stage;
INSERT INTO version_file (version_id, n, path, size, sha256) SELECT @v + 2 * k - f.back, f.n, f.path, f.size, f.sha256
  FROM scale_stage JOIN scale_file f;
INSERT INTO doc (id, plugin_id, n, state, rev, readme, size, created_at, published_at)
  SELECT @d + k, @p + k, 1, 'published', 2, CONCAT('# ', name, '\n\n', summary, '\n\n## 接入\n\n在页面的 json 中引入组件，按接入指引填写参数。\n'),
    LENGTH(CONCAT('# ', name, '\n\n', summary, '\n\n## 接入\n\n在页面的 json 中引入组件，按接入指引填写参数。\n')), at + 1800, at + 2400 FROM scale_stage;
INSERT INTO plugin_state (plugin_id, category, tags, latest_version, online_versions)
  SELECT @p + k, category, tags, @v + 2 * k - (w <> 'online'), 1 + (w = 'online') FROM scale_stage;
INSERT INTO listing (plugin_id, provider_id, shelf, hidden, rev, shelved_at)
  SELECT @p + k, subject_id, x, hidden, CASE x WHEN 'never' THEN 1 WHEN 'off' THEN 3 ELSE 2 + hidden END, IF(x = 'never', 0, at + 176400) FROM scale_stage;
INSERT INTO listing_revision (id, plugin_id, n, state, rev, summary, what, how, benefit, cases, contact, guide, info_saved, guide_saved, provider_id, created_at, submitted_at, live_at)
  SELECT @l + 2 * k - 1, @p + k, 1, IF(x = 'never', 'auditing', 'live'), IF(x = 'never', 4, 6), summary, CONCAT(name, '：', summary), '获取并绑定后，把组件放进页面即可',
    '适合各类小程序', '', 'plugin@scale.example', @guide, 1, 1, subject_id, at + 93600, at + 97200, IF(x = 'never', 0, at + 176400) FROM scale_stage;
INSERT INTO listing_revision (id, plugin_id, n, state, rev, summary, what, how, benefit, cases, contact, guide, info_saved, guide_saved, reason, provider_id, created_at, submitted_at)
  SELECT @l + 2 * k, @p + k, 2, y, CASE y WHEN 'draft' THEN 1 WHEN 'auditing' THEN 3 ELSE 4 END, summary, CONCAT(name, '：', summary), '获取并绑定后，把组件放进页面即可',
    '适合各类小程序', '新增案例：云溪商城', 'plugin@scale.example', @guide, 1, 1, IF(y = 'rejected', '截图与实际页面不一致，请更新', NULL), subject_id, again, IF(y = 'draft', 0, again + 3600)
  FROM scale_stage WHERE y <> '';
INSERT INTO public_id (id, kind) SELECT @l + 2 * k, 'listing' FROM scale_stage WHERE y <> '';
INSERT INTO review (id, kind, object_id, plugin_id, subject_id, submitter, state, rev, shown_hash, queued_at, submitted_at, due_at, claimed_by, lease_until, decided_by, decided_at, reason)
  SELECT @r + 4 * k + v.minor, 'version', v.id, v.plugin_id, g.subject_id, g.user_id, CASE v.state WHEN 'auditing' THEN 'queued' WHEN 'rejected' THEN 'rejected' ELSE 'approved' END,
    IF(v.state = 'auditing', 1, 3), @package, v.submitted_at, v.submitted_at, v.submitted_at + 259200, IF(v.state = 'auditing', NULL, @reviewer),
    IF(v.state = 'auditing', 0, v.submitted_at + 84240), IF(v.state = 'auditing', NULL, @reviewer), IF(v.state = 'auditing', 0, v.submitted_at + 82800), v.reason
  FROM scale_stage g STRAIGHT_JOIN version v ON v.id IN (@v + 2 * g.k - 1, @v + 2 * g.k) WHERE v.submitted_at > 0
  UNION ALL SELECT @r + 4 * k + 1 + l.n, 'listing', l.id, l.plugin_id, g.subject_id, g.user_id, CASE l.state WHEN 'auditing' THEN 'queued' WHEN 'rejected' THEN 'rejected' ELSE 'approved' END,
    IF(l.state = 'auditing', 1, 3), UNHEX(SHA2(CONCAT(l.summary, '\0', l.what, '\0', l.how, '\0', l.benefit, '\0', l.cases, '\0', l.contact, '\0', l.guide, '\0\0'), 256)),
    l.submitted_at, l.submitted_at, l.submitted_at + 86400, IF(l.state = 'auditing', NULL, @reviewer), IF(l.state = 'auditing', 0, l.submitted_at + 76680),
    IF(l.state = 'auditing', NULL, @reviewer), IF(l.state = 'auditing', 0, l.submitted_at + 75600), l.reason
  FROM scale_stage g STRAIGHT_JOIN listing_revision l ON l.id IN (@l + 2 * g.k - 1, @l + 2 * g.k) WHERE l.submitted_at > 0;
INSERT INTO public_id (id, kind) SELECT r.id, 'review' FROM review r, scale_batch b WHERE r.id BETWEEN @r + 4 * b.lo AND @r + 4 * b.hi + 3;
INSERT INTO finding (review_id, n, rule, severity, text) SELECT r.id, 1, 'reviewer', 'error', r.reason
  FROM scale_batch b JOIN review r ON r.id BETWEEN @r + 4 * b.lo AND @r + 4 * b.hi + 3 WHERE r.state = 'rejected';
INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, reason, at)
  SELECT 'doc', @d + k, '', 'upload', 'draft', user_id, 'owner', NULL, at + 1800 FROM scale_stage
  UNION ALL SELECT 'doc', @d + k, 'draft', 'publish', 'published', user_id, 'owner', NULL, at + 2400 FROM scale_stage
  UNION ALL SELECT 'version', v.id, '', 'upload', 'init', g.user_id, 'owner', NULL, v.created_at FROM scale_stage g STRAIGHT_JOIN version v ON v.id IN (@v + 2 * g.k - 1, @v + 2 * g.k)
  UNION ALL SELECT 'version', v.id, 'init', 'delete', 'deleted', g.user_id, 'owner', NULL, v.created_at + 60 FROM scale_stage g STRAIGHT_JOIN version v ON v.id = @v + 2 * g.k WHERE v.state = 'deleted'
  UNION ALL SELECT 'version', v.id, 'init', 'submit', 'auditing', g.user_id, 'owner', NULL, v.submitted_at FROM scale_stage g STRAIGHT_JOIN version v ON v.id IN (@v + 2 * g.k - 1, @v + 2 * g.k) WHERE v.submitted_at > 0
  UNION ALL SELECT 'listing', l.id, '', IF(l.n = 1, 'publish', 'revise'), 'draft', g.user_id, 'owner', NULL, l.created_at FROM scale_stage g STRAIGHT_JOIN listing_revision l ON l.id IN (@l + 2 * g.k - 1, @l + 2 * g.k)
  UNION ALL SELECT 'listing', l.id, 'draft', 'submit', 'auditing', g.user_id, 'owner', NULL, l.submitted_at FROM scale_stage g STRAIGHT_JOIN listing_revision l ON l.id IN (@l + 2 * g.k - 1, @l + 2 * g.k) WHERE l.submitted_at > 0;
INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, reason, at)
  SELECT 'review', r.id, '', 'open', 'queued', r.submitter, 'owner', NULL, r.submitted_at FROM scale_batch b JOIN review r ON r.id BETWEEN @r + 4 * b.lo AND @r + 4 * b.hi + 3
  UNION ALL SELECT 'review', r.id, 'queued', 'claim', 'claimed', @reviewer, 'reviewer', NULL, r.decided_at - 720 FROM scale_batch b JOIN review r ON r.id BETWEEN @r + 4 * b.lo AND @r + 4 * b.hi + 3 WHERE r.decided_at > 0
  UNION ALL SELECT 'review', r.id, 'claimed', IF(r.state = 'rejected', 'reject', 'approve'), r.state, @reviewer, 'reviewer', r.reason, r.decided_at FROM scale_batch b JOIN review r ON r.id BETWEEN @r + 4 * b.lo AND @r + 4 * b.hi + 3 WHERE r.decided_at > 0
  UNION ALL SELECT r.kind, r.object_id, 'auditing', IF(r.state = 'rejected', 'reject', 'approve'), IF(r.state = 'rejected', 'rejected', 'passed'), @reviewer, 'reviewer', r.reason, r.decided_at
    FROM scale_batch b JOIN review r ON r.id BETWEEN @r + 4 * b.lo AND @r + 4 * b.hi + 3 WHERE r.decided_at > 0
  UNION ALL SELECT 'version', v.id, 'passed', 'online', 'online', g.user_id, 'owner', NULL, v.online_at FROM scale_stage g STRAIGHT_JOIN version v ON v.id IN (@v + 2 * g.k - 1, @v + 2 * g.k) WHERE v.online_at > 0
  UNION ALL SELECT 'listing', @l + 2 * k - 1, 'passed', 'shelve', 'live', user_id, 'owner', NULL, at + 176400 FROM scale_stage WHERE x <> 'never'
  UNION ALL SELECT 'shelf', @p + k, 'never', 'shelve', 'on', user_id, 'owner', NULL, at + 176400 FROM scale_stage WHERE x <> 'never'
  UNION ALL SELECT 'shelf', @p + k, 'on', IF(hidden, 'hide', 'unshelve'), x, user_id, 'owner', NULL, at + 180000 FROM scale_stage WHERE x = 'off' OR hidden;
INSERT INTO audit (at, user_id, subject_id, act, object_kind, object_id, detail, request_id)
  SELECT at, user_id, subject_id, 'plugin.create', 'plugin', @p + k, '', 'scale' FROM scale_stage
  UNION ALL SELECT at + 3600, user_id, subject_id, 'version.upload', 'version', @v + 2 * k - 1, '', 'scale' FROM scale_stage;

-- stage entitlements
-- 41 for each subject: the forty that its mini-programs bind, and plugin 1
INSERT INTO public_id (id, kind) SELECT @e + seq, 'entitlement' FROM SEQ;
INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at)
  SELECT @e + seq, @s + 1 + (seq - 1) DIV 41,
    @p + IF(MOD(seq - 1, 41) = 40, 1, 2 + MOD((1 + (seq - 1) DIV 41) * 104729 + MOD(seq - 1, 41) * 15485863, @live - 1)), 'held', @at - 15552000 + MOD(seq * 7919, 7776000) FROM SEQ;
INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, at)
  SELECT 'entitlement', e.id, '', 'obtain', 'held', @u + e.subject_id - @s, 'owner', e.obtained_at FROM SEQ STRAIGHT_JOIN entitlement e ON e.id = @e + seq;

-- stage holdings
INSERT INTO public_id (id, kind) SELECT @e + 900000000000 + seq, 'entitlement' FROM SEQ;
INSERT INTO entitlement (id, subject_id, plugin_id, state, obtained_at)
  SELECT @e + 900000000000 + seq, @merchant, @p + IF(seq > @many, 1, 2 + MOD((seq - 1) * 15485863, @live - 1)), 'held', @at - 15552000 + MOD(seq * 7919, 7776000) FROM SEQ;
INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, at)
  SELECT 'entitlement', e.id, '', 'obtain', 'held', @merchant_user, 'owner', e.obtained_at FROM SEQ STRAIGHT_JOIN entitlement e ON e.id = @e + 900000000000 + seq;

-- stage bindings
-- twenty for each mini-program; those of the provider with many plugins bind none
INSERT INTO binding (id, app_id, plugin_id, subject_id, major, state, rev, token_hash, config, agreed_by, created_at, closed_at)
  SELECT @b + q.seq, a.id, @p + CASE WHEN q.t = 19 AND q.j <= @hot THEN 1
      WHEN a.subject_id = @merchant THEN 2 + MOD(MOD(q.j * 20 + q.t, @many) * 15485863, @live - 1)
      ELSE 2 + MOD((a.subject_id - @s) * 104729 + MOD(q.j * 13 + q.t, 40) * 15485863, @live - 1) END,
    a.subject_id, 1, ELT(1 + MOD(q.j + q.t * 7, 20), 'closed', 'stopped', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active',
      'active', 'active', 'active', 'active', 'active'), IF(MOD(q.j + q.t * 7, 20) < 2, 2, 1),
    IF(MOD(q.j + q.t * 7, 20) = 0, NULL, UNHEX(SHA2(CONCAT(@b + q.seq), 256))), '{}', IF(a.subject_id = @merchant, @merchant_user, @u + a.subject_id - @s),
    @at - 7776000 + MOD(q.seq * 7919, 7000000), IF(MOD(q.j + q.t * 7, 20) = 0, @at - 7776000 + MOD(q.seq * 7919, 7000000) + 86400, 0)
  FROM (SELECT seq, 1 + (seq - 1) DIV 20 AS j, MOD(seq - 1, 20) AS t FROM SEQ) q STRAIGHT_JOIN app a ON a.id = @a + q.j WHERE a.subject_id <> @provider;
INSERT INTO public_id (id, kind) SELECT b.id, 'binding' FROM scale_batch x STRAIGHT_JOIN binding b ON b.id BETWEEN @b + x.lo AND @b + x.hi;
INSERT INTO history (machine, object_id, from_state, action, to_state, user_id, side, at)
  SELECT 'binding', b.id, '', 'bind', 'active', b.agreed_by, 'owner', b.created_at FROM scale_batch x STRAIGHT_JOIN binding b ON b.id BETWEEN @b + x.lo AND @b + x.hi
  UNION ALL SELECT 'binding', b.id, 'active', IF(b.state = 'closed', 'unbind', 'stop'), b.state, b.agreed_by, 'owner', b.created_at + 86400
    FROM scale_batch x STRAIGHT_JOIN binding b ON b.id BETWEEN @b + x.lo AND @b + x.hi WHERE b.state <> 'active';

-- stage market
-- what is on the shelf and not hidden, with the terms that it is found by
INSERT INTO market (plugin_id, category, level1, name, name_key, name_order, summary, tags, text, avatar, subject_name, add_mode, audience, shelved_at, updated_at, place, terms)
  SELECT p.id, g.category, g.level1, p.name, p.name_key, g.name_order, g.summary, g.tags, g.text, p.avatar, s.name, p.add_mode, p.audience, l.shelved_at, l.shelved_at, g.at, g.again
  FROM scale_stage g STRAIGHT_JOIN plugin p ON p.id = @p + g.k STRAIGHT_JOIN subject s ON s.id = p.subject_id STRAIGHT_JOIN listing l ON l.plugin_id = p.id;
INSERT INTO search_gram (gram, place, doc, category) SELECT x.gram, x.place, @p + x.k, g.category
  FROM scale_gram x JOIN scale_stage g ON g.k = x.k ORDER BY x.gram, x.place, x.k;
