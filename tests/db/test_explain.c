/* Every query with a LIMIT at 100,000 rows: it uses the index that is named here and reads no more rows than a page
 * needs. A query that is not in the table fails, so that nobody adds a list without saying what carries it.
 *
 * ANALYZE runs the statement and counts the rows that each step really read: a full scan, a sort over more than a page,
 * or an index that was not taken shows in that number, whatever the optimiser guessed. */
#include "fixture.h"

#include "bulk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
  ARGS = 80,
  PAGE_ROWS = 150,
  VERSIONS = 400 /* of one plugin */,
  COUNTED = 1001,
  HELD = 10001, /* rows of one owner that a filter goes through along the index */
  CANDIDATES = 6003,
  LISTED =
      5003 /* of a search: lists of 1001 at most, in a category that a fifth is in; others are looked up along it */
};

/* One step of a plan, as ANALYZE prints it. */
struct step {
  int64_t id;
  const char *select_type, *table, *type, *possible_keys, *key, *key_len, *ref, *rows, *r_rows, *filtered, *r_filtered,
      *extra;
};
SHAPE(step_shape, struct step, M(struct step, id), M(struct step, select_type), M(struct step, table),
      M(struct step, type), M(struct step, possible_keys), M(struct step, key), M(struct step, key_len),
      M(struct step, ref), M(struct step, rows), M(struct step, r_rows), M(struct step, filtered),
      M(struct step, r_filtered), M(struct step, extra));

#define KINDS "'version 'listing 'real-name 'payment "

/* args: a number, 'text, @ (32 bytes) or null, between blanks. steps: alias:index, each must be in the plan (a|b: either, where two
 * begin with the same column).
 * max: rows that one step may read. */
static const struct {
  const char *name, *args, *steps;
  int max;
} queries[] = {
    /* the house */
    {"history_of", "'version 7 99999999 21", "h:of_object u:PRIMARY", PAGE_ROWS},
    {"history_after", "'version 7 0 21", "h:of_object u:PRIMARY", PAGE_ROWS},
    {"account_by_email", "'u7@x", "u:email_key", PAGE_ROWS},
    {"account_by_id", "7", "u:PRIMARY", PAGE_ROWS},
    {"review_before", "1790000000 'version 99999999", "l:of_object h:PRIMARY", 2200},
    {"audit_unsealed", "90000 99999999", "audit:PRIMARY", 500},
    {"seal_last", "", "audit_seal:PRIMARY", 1},
    {"throttle_worst", "@ @", "", 2},
    {"session_newest", "7 10 7 10 99999999 21", "session:of_user", COUNTED},
    {"session_oldest", "7 10 7 10 0 21", "session:of_user", COUNTED},
    {"sweep_sessions", "5000", "session:old", 1000},
    {"sweep_keys", "5000", "idempotency:old", 1000},
    {"detour_trim", "7 7 9", "stash:of_user", PAGE_ROWS},
    {"sweep_stash", "5000", "stash:old", 1000},
    {"sweep_throttle", "5000", "throttle:old", 1000},
    /* the desk */
    {"review_newest", "1 'version 9", "review:of_object", PAGE_ROWS},
    {"review_lapsed", "1790002000", "review:lease", 1000},
    {"review_open_list",
     "'version 50000 50000 0 1 1790000000 21 'version 50000 50000 0 1 1790000000 21"
     " 'listing 50000 50000 0 1 1790000000 21 'listing 50000 50000 0 1 1790000000 21"
     " 'real-name 50000 50000 0 1 1790000000 21 'real-name 50000 50000 0 1 1790000000 21"
     " 'payment 50000 50000 0 1 1790000000 21 'payment 50000 50000 0 1 1790000000 21 21 1",
     "review:queue q:PRIMARY s:PRIMARY p:PRIMARY u:PRIMARY", PAGE_ROWS},
    {"review_open_back",
     "'version 50000 50000 0 1 1790000000 21 'version 50000 50000 0 1 1790000000 21"
     " 'listing 50000 50000 0 1 1790000000 21 'listing 50000 50000 0 1 1790000000 21"
     " 'real-name 50000 50000 0 1 1790000000 21 'real-name 50000 50000 0 1 1790000000 21"
     " 'payment 50000 50000 0 1 1790000000 21 'payment 50000 50000 0 1 1790000000 21 21 1",
     "review:queue q:PRIMARY s:PRIMARY p:PRIMARY u:PRIMARY", PAGE_ROWS},
    {"review_mine_list", "7 1790000000 'version 'listing 'real-name 'payment 0 0 0 21 21 1", "review:mine q:PRIMARY",
     COUNTED},
    {"review_mine_back", "7 1790000000 'version 'listing 'real-name 'payment 9999999 9999999 0 21 21 1",
     "review:mine q:PRIMARY", COUNTED},
    {"review_done_list",
     "'version 'listing 'real-name 'payment 'version 'listing 'real-name 'payment 'version 90000 90000 0 21 "
     "'listing 90000 90000 0 21 'real-name 90000 90000 0 21 'payment 90000 90000 0 21 21 1",
     "review:done q:PRIMARY", COUNTED * 2},
    {"review_done_back",
     "'version 'listing 'real-name 'payment 'version 'listing 'real-name 'payment 'version 90000 90000 0 21 "
     "'listing 90000 90000 0 21 'real-name 90000 90000 0 21 'payment 90000 90000 0 21 21 1",
     "review:done q:PRIMARY", COUNTED * 2},
    {"review_rounds_of", "1 'version 3", "q:of_object", PAGE_ROWS},
    {"review_counted",
     KINDS KINDS KINDS "1 1790000000 " KINDS "1 1790000000 1 1790000000 " KINDS KINDS "90000 " KINDS "90000 " KINDS
                       "90000 1 1790000000 " KINDS "90000 1 1790000000",
     "review:queue", 2 * COUNTED},
    {"review_figured",
     KINDS KINDS KINDS "1 1790000000 " KINDS "1 1790000000 1 1790000000 " KINDS KINDS "90000 " KINDS "90000 " KINDS
                       "90000 1 1790000000 " KINDS "90000 1 1790000000",
     "review:queue", 2 * COUNTED},
    {"review_first", "'version 1 'listing 1 'real-name 1 'payment 1", "r:queue", PAGE_ROWS},
    {"findings_of", "3", "finding:PRIMARY", 200},
    {"findings_of_last", "'version 9", "finding:PRIMARY review:of_object", 200},
    {"desk_no_such_file", "'[\"a.js\"] 3", "f:PRIMARY", PAGE_ROWS},
    {"review_receipt_of", "'version 'version 90000 90000 5", "review:done review:queue", COUNTED},
    {"desk_version_of", "7", "v:PRIMARY p:PRIMARY i:PRIMARY d:doc_number f:PRIMARY", 1000},
    {"desk_files_of", "3", "version_file:PRIMARY", PAGE_ROWS},
    {"evidence_of", "'real-name 3 1", "e:of_object", PAGE_ROWS},
    {"members_of", "7", "m:PRIMARY u:PRIMARY", PAGE_ROWS},
    /* the listing */
    {"listing_event_list", "7 99999999 21 7 99999999 21 21", "v:revision_number h:of_object", CANDIDATES},
    {"listing_event_after", "7 0 21 7 0 21 21", "v:revision_number h:of_object", CANDIDATES},
    {"listing_bound_count", "7 7", "binding:of_plugin", COUNTED},
    {"listing_manifest_of", "7", "version:version_number", VERSIONS},
    {"guide_source_list", "7 9 10 7 9 10", "listing_revision:revision_number plugin:of_subject v:PRIMARY v:one_live",
     PAGE_ROWS},
    /* mini-programs and plugins */
    {"app_newest", "1 7 7 7 '% 0 7 '% 0 7 '% 0 90000 90000 90000 21",
     "a:of_subject p:of_app b:one_open|of_host l:of_app", COUNTED},
    {"app_oldest", "1 7 7 7 '% 0 7 '% 0 7 '% 0 0 0 0 21", "a:of_subject p:of_app b:one_open|of_host l:of_app", COUNTED},
    {"app_newest", "0 1 1 1 '%99% 0 1 '%99% 0 1 '%99% 0 90000 90000 90000 21", "a:of_subject", HELD},
    {"app_oldest", "0 1 1 1 'x 2100000000000102 1 'x 2100000000000102 1 'x 2100000000000102 0 0 0 21", "a:of_subject",
     HELD},
    {"app_names_of", "5 7 7 5 100", "app:of_subject", PAGE_ROWS},
    {"app_runs", "7", "b:one_open|of_host p:PRIMARY", PAGE_ROWS},
    {"app_owns", "7", "p:of_app l:PRIMARY", PAGE_ROWS},
    {"plugin_newest", "7 7 7 90000 90000 90000 21", "p:of_subject w:one_in_pipeline e:of_plugin l:PRIMARY", COUNTED},
    {"plugin_oldest", "7 7 7 0 0 0 21", "p:of_subject w:one_in_pipeline e:of_plugin l:PRIMARY", COUNTED},
    {"plugin_some_newest", "7 '%99% 0 'on 'on 7 '%99% 0 'on 'on 7 '%99% 0 'on 'on 90000 90000 90000 21",
     "p:of_subject l:PRIMARY", HELD},
    {"plugin_some_newest", "7 'x 7 ' ' 7 'x 7 ' ' 7 'x 7 ' ' 90000 90000 90000 21", "p:of_subject l:PRIMARY", HELD},
    {"plugin_some_oldest", "7 '% 0 'never 'never 7 '% 0 'never 'never 7 '% 0 'never 'never 0 0 0 21",
     "p:of_subject l:PRIMARY", HELD},
    {"plugin_token_of", "7 7 7", "p:PRIMARY t:PRIMARY binding:of_plugin", COUNTED},
    {"plugin_progress_of", "7 7 7 7 7 7 7 7 7", "entitlement:of_plugin binding:of_plugin", COUNTED},
    /* versions and documentation */
    {"version_page", "7 ' ' ' ' 7 1 7 1 500 7 1 500 0 21", "v:version_number", COUNTED},
    {"version_page_back", "7 ' ' ' ' 7 1 7 1 500 7 1 500 0 21", "v:version_number", COUNTED},
    {"version_page", "7 'init 'init 'init 'init 7 1000 7 1000 0 7 1000 0 0 21", "v:version_number", COUNTED},
    {"versions_online", "7 ' ' 7", "v:version_number", COUNTED},
    {"version_sibling", "7 1", "version:version_number|by_state", PAGE_ROWS},
    {"plugin_state_before", "7 7", "s:PRIMARY", COUNTED},
    {"impact_of", "7 1 7 1 7 7 7 7 7 1 7 7 7 7 1 1 7 1 600 0 1 7 1 600 0", "b:hosts b:pins o:version_number", COUNTED},
    {"impact_newest", "7 1 7 1 50000 50000 0 21", "b:hosts a:PRIMARY s:PRIMARY", PAGE_ROWS},
    {"impact_oldest", "7 1 7 1 0 0 0 21", "b:hosts a:PRIMARY s:PRIMARY", PAGE_ROWS},
    {"version_highest", "7", "version:version_number", PAGE_ROWS},
    {"version_ready_for", "7 'tools.weather 7 9 7 3 3 5000 3 7",
     "y:doc_number d:PRIMARY b:PRIMARY x:by_state|version_number l:one_live o:one_open", VERSIONS},
    {"version_file_page", "7 7 50 101", "version_file:PRIMARY", COUNTED},
    {"doc_newest", "7", "d:doc_number u:PRIMARY", PAGE_ROWS},
    {"doc_status_of", "7", "d:doc_number p:one_published", PAGE_ROWS},
    {"doc_page", "7 7 500 21", "doc:doc_number d:doc_number p:one_published u:PRIMARY", COUNTED},
    {"doc_image_owned", "@ 7", "f:doc_file_blob d:PRIMARY", PAGE_ROWS},
    {"doc_image_shown", "@", "f:doc_file_blob d:PRIMARY", PAGE_ROWS},
    {"doc_image_list", "7", "doc_file:PRIMARY", 200},
    {"members_of", "7", "m:PRIMARY", PAGE_ROWS},
    {"evidence_of", "'real-name 7 3", "e:of_object", PAGE_ROWS},
    /* the market */
    {"market_newest", "20 980", "market:newest m:PRIMARY", COUNTED},
    {"market_newest_in", "'tools.weather 'tools.weather 'tools.weather 20 0", "market:newest_in", COUNTED},
    {"market_newest_in1", "'tools 'tools 'tools 20 0", "market:newest_in1", COUNTED},
    {"market_by_name", "20 980", "market:by_name", COUNTED},
    {"market_by_name_in", "'tools.weather 'tools.weather 'tools.weather 20 0", "market:by_name_in", COUNTED},
    {"market_by_name_in1", "'tools 'tools 'tools 20 0", "market:by_name_in1", COUNTED},
    {"market_search_1",
     "'天气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 7 'tools.weather 'tools.weather 'p7 'tools.weather "
     "'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 21 '=天气 'tools.weather 'tools.weather 1 '%天气% '% '% "
     "'% 21 '天气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 21 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY a:in_category", COUNTED},
    {"market_search_1_by_name",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 'tools.weather 'tools.weather 1 '%天气% '% '% "
     "'% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY", LISTED},
    {"market_search_1_newest",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 'tools.weather 'tools.weather 1 '%天气% '% '% "
     "'% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY", LISTED},
    {"market_search_2",
     "'天气 '预报 'tools.weather 'tools.weather 1 '%天气% '% '% '% 7 'tools.weather 'tools.weather 'p7 'tools.weather "
     "'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 21 '=天气 '=预报 'tools.weather 'tools.weather 1 "
     "'%天气% '% '% '% 21 '天气 '预报 'tools.weather 'tools.weather 1 '%天气% '% '% '% 21 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY", LISTED},
    {"market_search_2_by_name",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 '=预报 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 '预报 'tools.weather 'tools.weather 1 "
     "'%天气% '% '% '% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY", LISTED},
    {"market_search_2_newest",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 '=预报 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 '预报 'tools.weather 'tools.weather 1 "
     "'%天气% '% '% '% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY", LISTED},
    {"market_search_3",
     "'天气 '预报 '气预 'tools.weather 'tools.weather 1 '%天气% '% '% '% 7 'tools.weather 'tools.weather 'p7 "
     "'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 21 '=天气 '=预报 '=气预 'tools.weather "
     "'tools.weather 1 '%天气% '% '% '% 21 '天气 '预报 '气预 'tools.weather 'tools.weather 1 '%天气% '% '% '% 21 20 0 "
     "'=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY c:PRIMARY", LISTED},
    {"market_search_3_by_name",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 '=预报 '=气预 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 '预报 '气预 'tools.weather "
     "'tools.weather 1 '%天气% '% '% '% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY c:PRIMARY", LISTED},
    {"market_search_3_newest",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 '=预报 '=气预 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 '预报 '气预 'tools.weather "
     "'tools.weather 1 '%天气% '% '% '% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY c:PRIMARY", LISTED},
    {"market_search_4",
     "'天气 '预报 '气预 '节气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 7 'tools.weather 'tools.weather 'p7 "
     "'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 21 '=天气 '=预报 '=气预 '=节气 "
     "'tools.weather 'tools.weather 1 '%天气% '% '% '% 21 '天气 '预报 '气预 '节气 'tools.weather 'tools.weather 1 "
     "'%天气% '% '% '% 21 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY c:PRIMARY d:PRIMARY", LISTED},
    {"market_search_4_by_name",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 '=预报 '=气预 '=节气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 '预报 '气预 '节气 "
     "'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY c:PRIMARY d:PRIMARY", LISTED},
    {"market_search_4_newest",
     "7 'tools.weather 'tools.weather 'p7 'tools.weather 'tools.weather '^p7 'tools.weather 'tools.weather 1 'p7% 1001 "
     "'=天气 '=预报 '=气预 '=节气 'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 '天气 '预报 '气预 '节气 "
     "'tools.weather 'tools.weather 1 '%天气% '% '% '% 1001 20 0 '=天气 '=预报 ' ' ' '",
     "a:PRIMARY b:PRIMARY c:PRIMARY d:PRIMARY", LISTED},
    {"former_taken", "'look 1790000000 7", "plugin_name:by_look", PAGE_ROWS},
    {"former_names", "7", "plugin_name:of_plugin", PAGE_ROWS},
    {"former_ended", "1790000000 100", "market:former_ends", PAGE_ROWS},
    {"terms_stale", "3", "market:stale", PAGE_ROWS},
    {"terms_docs", "0 1 200", "m:PRIMARY e:of_plugin", COUNTED},
    {"terms_docs_lock", "0 1 200", "m:PRIMARY e:of_plugin", COUNTED},
    {"market_truth", "7 1790000000 1790000000 7", "p:PRIMARY l:PRIMARY", COUNTED},
    {"entitlement_gate", "7 7", "entitlement:of_plugin l:PRIMARY p:PRIMARY", 4096 /* MARKET_HELD */},
    {"offer_by_id", "1790000000 1 7", "p:PRIMARY o:by_state v:one_live e:one_of", CANDIDATES},
    {"offer_online", "7", "version:version_number", PAGE_ROWS},
    /* the dashboard: counts stop at 1001 of each kind */
    {"work_of_provider", "7 7 7 7 7", "v:todo r:todo a:todo y:todo t:todo", PAGE_ROWS},
    {"work_of_subject", "7 7 7 7 7 7 90000 7 7 7 7 7 7",
     "listing:shelves plugin:of_subject b:of_plugin e:lately app:of_subject entitlement:of_subject binding:of_subject",
     2 * COUNTED /* every other binding is closed */},
    {"work_of_platform", "90000 90000", "binding:of_plugin review:queue", 2 * COUNTED},
    /* what merchants hold and bind */
    {"entitlement_newest", "1 1 1 50000 50000 0 21", "e:of_subject b:of_subject p:PRIMARY", COUNTED},
    {"entitlement_oldest", "1 1 1 50000 50000 0 21", "e:of_subject b:of_subject p:PRIMARY", COUNTED},
    {"entitlement_some_newest", "1 '%99% 0 'off 'off 1 '%99% 0 'off 'off 1 '%99% 0 'off 'off 90000 90000 0 21",
     "e:of_subject p:PRIMARY", HELD},
    {"entitlement_some_oldest", "1 'x 7 ' ' 1 'x 7 ' ' 1 'x 7 ' ' 0 0 0 21", "e:of_subject p:PRIMARY", HELD},
    {"binding_hosts_like", "7 1 '% 0 51", "a:of_subject x:PRIMARY b:one_open|of_host", PAGE_ROWS},
    {"binding_hosts_like", "7 1 '%0% 0 51", "a:of_subject b:one_open|of_host", CANDIDATES},
    {"binding_of_pair", "1 7 43", "b:of_app p:PRIMARY", VERSIONS},
    /* joint debugging */
    {"app_by_id", "7 7", "link:of_app|one_open", PAGE_ROWS},
    {"link_plugin_newest", "7 1 7 1 7 1 50000 50000 0 21", "x:of_plugin a:PRIMARY", COUNTED},
    {"link_plugin_oldest", "7 0 7 0 7 0 0 0 0 21", "x:of_plugin a:PRIMARY", COUNTED},
    {"transfer_by_plugin", "7", "t:of_plugin", PAGE_ROWS},
    {"transfer_newest", "7 7 50000 50000 0 21", "t:to_subject", COUNTED},
    {"transfer_oldest", "7 7 0 0 0 21", "t:to_subject", COUNTED},
    {"transfer_side", "'name 7", "", PAGE_ROWS},
    {"transfer_hosts", "7 'tools.voting 'tools.voting 100", "a:of_subject", HELD},
    {"transfer_due", "1790000000 200", "transfer:due", 200},
    {"link_app_newest", "7 1 7 1 7 1 50000 50000 0 21", "x:of_app p:PRIMARY", COUNTED},
    {"link_app_oldest", "7 0 7 0 7 0 0 0 0 21", "x:of_app p:PRIMARY", COUNTED},
    {"binding_app_newest", "7 50000 1 7 7 7 '% 0 ' ' 7 '% 0 ' ' 7 '% 0 ' ' 50000 50000 0 21",
     "b:of_host p:PRIMARY x:of_app l:of_app", VERSIONS},
    {"binding_app_oldest",
     "7 50000 0 7 7 7 '% 0 'stopped 'stopped 7 '% 0 'stopped 'stopped 7 '% 0 'stopped 'stopped 0 0 0 21",
     "b:of_host p:PRIMARY x:of_app", VERSIONS},
    {"binding_plugin_newest", "1 7 50000 1 1 7 1 7 1 7 '% 0 ' ' 1 7 '% 0 ' ' 1 7 '% 0 ' ' 50000 50000 0 21",
     "b:of_subject a:PRIMARY x:of_subject", COUNTED},
    {"binding_plugin_oldest",
     "1 7 50000 0 1 7 1 7 1 7 '% 0 'stopped 'stopped 1 7 '% 0 'stopped 'stopped 1 7 '% 0 'stopped 'stopped 0 0 0 21",
     "b:of_subject x:of_subject", HELD},
    {"binding_plugin_newest",
     "1 7 50000 0 1 7 1 7 1 7 'x 7 'active 'active 1 7 'x 7 'active 'active 1 7 'x 7 'active 'active 50000 50000 0 21",
     "b:of_subject x:of_subject", HELD},
    /* who uses a plugin */
    {"usage_newest", "7 7 7 90000 90000 90000 21", "b:usage_of a:PRIMARY s:PRIMARY x:of_binding", COUNTED},
    {"usage_state_newest", "7 'closed 7 'closed 7 'closed 90000 90000 90000 21", "b:usage_of b:of_plugin", COUNTED},
    {"usage_state_oldest", "7 'stopped 7 'stopped 7 'stopped 0 0 0 21", "b:usage_of b:of_plugin", HELD},
    {"usage_oldest", "7 7 7 0 0 0 21", "b:usage_of a:PRIMARY s:PRIMARY x:of_binding", COUNTED},
    {"usage_part_newest", "7 ' ' '% '% '% '% 90000 90000 90000 1000", "b:usage_of a:PRIMARY s:PRIMARY x:of_binding",
     COUNTED},
    {"usage_part_oldest", "7 ' ' '%99% '%99% 's% 's% 0 0 0 21", "b:usage_of y:PRIMARY", HELD},
    {"usage_one_newest", "7 7 ' ' '% '% '% '% 90000 90000 90000 21", "b:of_app", VERSIONS},
    {"usage_one_oldest", "7 7 ' ' '% '% 's% 's% 0 0 0 21", "b:of_app", VERSIONS},
    {"usage_by_day", "0 7 50000 0 7 50000 0 7 50000", "e:lately b:usage_of x:of_binding", HELD},
    {"usage_subject_by_day", "0 7 50000", "plugin:of_subject e:lately", COUNTED},
    {"usage_by_version", "7 20", "b:hosts w:PRIMARY", HELD},
    /* advisories */
    {"advisory_by_id", "7", "a:PRIMARY binding:hosts v:version_number k:PRIMARY|by_time b:PRIMARY", 2 * COUNTED},
    {"deprecation_list", "7 1", "d:of", PAGE_ROWS},
    {"advisory_versions_of", "7", "v:version_number", VERSIONS},
    {"advisory_newest", "7 ' ' ' ' 7 ' ' ' ' 7 ' ' ' ' 50000 50000 0 21", "a:of_plugin k:PRIMARY|by_time", COUNTED},
    {"advisory_oldest", "7 'draft 'draft 'info 'info 7 'draft 'draft 'info 'info 7 'draft 'draft 'info 'info 0 0 0 21",
     "a:of_plugin", COUNTED},
    {"advisory_acks_newest", "7 7 7 50000 50000 0 21", "k:by_time b:PRIMARY h:PRIMARY", COUNTED},
    {"advisory_acks_oldest", "7 7 7 50000 50000 0 21", "k:by_time b:PRIMARY h:PRIMARY", COUNTED},
    {"advisory_notices", "7 7 1 5", "a:shown k:PRIMARY", PAGE_ROWS},
    {"advisory_open_of_subject", "7 101", "e:one_of a:shown b:of_subject k:PRIMARY",
     2 * HELD /* sorted: the estimate */},
    {"fit_rows", "7 8", "a:PRIMARY b:one_open|of_host", PAGE_ROWS},
    /* what providers are asked */
    {"plugin_by_id", "7 7", "p:PRIMARY application:waiting|ended", COUNTED},
    {"application_waiting_after", "1 1 7 50000 50000 0 21", "a:waiting b:PRIMARY h:PRIMARY", VERSIONS},
    {"application_waiting_before", "1 1 7 50000 50000 0 21", "a:waiting b:PRIMARY h:PRIMARY", VERSIONS},
    {"application_newest", "1 1 1 7 7 7 '% 0 ' ' ' ' 7 '% 0 ' ' ' ' 7 '% 0 ' ' ' ' 90000 90000 90000 21",
     "application:history a:history b:PRIMARY h:PRIMARY", COUNTED},
    {"application_newest",
     "1 1 0 7 7 7 '%99% 0 'refused 'refused 'person 'person 7 '%99% 0 'refused 'refused 'person 'person 7 '%99% 0"
     " 'refused 'refused 'person 'person 90000 90000 90000 21",
     "a:history h:PRIMARY", HELD},
    {"application_oldest", "1 1 0 7 7 7 'x 7 ' ' ' ' 7 'x 7 ' ' ' ' 7 'x 7 ' ' ' ' 0 0 0 21", "a:history h:PRIMARY",
     HELD},
    {"rule_before", "1 7 9 21", "y:rule_number", PAGE_ROWS},
    {"rule_now", "7", "p:PRIMARY y:rule_number", PAGE_ROWS},
    {"rule_after", "1 7 0 21", "y:rule_number", PAGE_ROWS},
    {"application_due_soon", "7 50000 90000 7 50000 90000 7 50000 7 50 1000", "application:waiting application:history",
     COUNTED},
    {"application_answered", "7 50 1000", "application:history", COUNTED},
    {"application_due", "50000", "application:due", PAGE_ROWS},
};
enum { QUERIES = sizeof queries / sizeof queries[0] };

static struct ctx *c;

static int up(void **state) {
  (void)state;
  c = fixture_ctx();
  bulk_fill(c);
  return 0;
}

static const struct db_stmt *statement(const char *name) {
  size_t n;
  const struct db_stmt *const *all = db_stmts(&n);

  for (size_t i = 0; i < n; i++)
    if (strcmp(all[i]->name, name) == 0)
      return all[i];
  return NULL;
}

static size_t read_args(const char *text, struct db_arg *arg) {
  char *words = arena_str(c->a, text), *save = NULL;
  size_t n = 0;

  for (char *w = strtok_r(words, " ", &save); w != NULL && n < ARGS; w = strtok_r(NULL, " ", &save))
    arg[n++] = strcmp(w, "null") == 0 ? T(NULL)
               : *w == '@'            ? H("pppppppppppppppppppppppppppppppp", 32)
               : *w == '\''           ? T(w + 1)
                                      : I(strtoll(w, NULL, 10));
  return n;
}

struct analysis {
  size_t q, n;
  struct step *step;
};

/* Rolled back whatever it did: ANALYZE runs a DELETE too. */
static enum res analyse(void *arg) {
  struct analysis *x = arg;
  const struct db_stmt *s = statement(queries[x->q].name);
  struct db_stmt *plan = ARENA_NEW(c->a, struct db_stmt);
  struct db_arg args[ARGS];
  size_t n = read_args(queries[x->q].args, args);
  enum res r;

  *plan = (struct db_stmt){s->name, arena_fmt(c->a, "ANALYZE %s", s->sql), &step_shape};
  r = db_list_args(c->db, c->a, plan, &x->step, &x->n, n, args);
  return r == RES_OK ? RES_CONFLICT : r;
}

/* Is `word` one of "a|b"? */
static bool one_of(const char *list, const char *word) {
  size_t n = strlen(word);

  for (const char *p = list; *p != '\0'; p += strcspn(p, "|"), p += *p == '|')
    if (strcspn(p, "|") == n && strncmp(p, word, n) == 0)
      return true;
  return false;
}

static bool takes(const struct analysis *x, const char *want) {
  const char *colon = strchr(want, ':');

  for (size_t i = 0; i < x->n; i++) {
    const struct step *s = &x->step[i];

    if (s->table != NULL && s->key != NULL && strlen(s->table) == (size_t)(colon - want) &&
        strncmp(s->table, want, (size_t)(colon - want)) == 0 && one_of(colon + 1, s->key))
      return true;
  }
  return false;
}

static void print_plan(const struct analysis *x) {
  for (size_t i = 0; i < x->n; i++) {
    const struct step *s = &x->step[i];

    print_error("#   %-12s %-8s %-14s rows %s, %s\n", s->table == NULL ? "" : s->table, s->type == NULL ? "" : s->type,
                s->key == NULL ? "" : s->key, s->r_rows == NULL ? "-" : s->r_rows, s->extra == NULL ? "" : s->extra);
  }
}

/* A sort that stops after a page counts what it let through: what it read is in the estimate only. */
static double rows_read(const struct step *s) {
  double out = s->r_rows == NULL ? 0 : strtod(s->r_rows, NULL);
  double sorted =
      s->extra != NULL && s->rows != NULL && strstr(s->extra, "filesort") != NULL ? strtod(s->rows, NULL) : 0;

  return sorted > out ? sorted : out;
}

static bool plan_is_bad(const struct analysis *x) {
  char *steps = arena_str(c->a, queries[x->q].steps), *save = NULL;
  bool bad = false;

  for (char *w = strtok_r(steps, " ", &save); w != NULL; w = strtok_r(NULL, " ", &save))
    if (!takes(x, w))
      bad = true, print_error("# %s does not take %s\n", queries[x->q].name, w);
  for (size_t i = 0; i < x->n; i++) {
    double rows = rows_read(&x->step[i]);

    if (rows > queries[x->q].max)
      bad = true, print_error("# %s reads %.0f rows of %s\n", queries[x->q].name, rows, x->step[i].table);
  }
  return bad;
}

static void test_plans(void **state) {
  int bad = 0;

  (void)state;
  for (size_t i = 0; i < QUERIES; i++) {
    struct analysis x = {.q = i};

    if (statement(queries[i].name) == NULL)
      fail_msg("the program has no statement %s", queries[i].name);
    if (db_tx(c->db, analyse, &x) != RES_CONFLICT) {
      print_error("# %s: %s\n", queries[i].name, db_error(c->db));
      bad++;
    } else if (plan_is_bad(&x)) {
      print_plan(&x);
      bad++;
    }
  }
  assert_int_equal(bad, 0);
}

static void test_every_list_is_here(void **state) {
  size_t n;
  const struct db_stmt *const *all = db_stmts(&n);
  int bad = 0;

  (void)state;
  assert_true(n > 50);
  for (size_t i = 0; i < n; i++) {
    size_t k = 0;

    if (strstr(all[i]->sql, "LIMIT") == NULL)
      continue;
    while (k < QUERIES && strcmp(queries[k].name, all[i]->name) != 0)
      k++;
    if (k == QUERIES)
      bad++, print_error("# %s has a LIMIT and no line here\n", all[i]->name);
  }
  assert_int_equal(bad, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plans),
      cmocka_unit_test(test_every_list_is_here),
  };

  return cmocka_run_group_tests(tests, up, NULL);
}
