/* Detours by the sign-in page: a form whose session is over, or whose token is too old, loses nothing that was typed.
 *
 * A POST of somebody who is no longer signed in is not done, and is not done later either: its texts are put away, sealed, for
 * DETOUR_KEPT; the browser goes to sign in, and afterwards to the page with the texts in the form again and the words that
 * nothing has been saved yet. The person presses the button once more. Files and passwords are never kept: the words
 * say which have to be chosen and typed again.
 *
 * To whom a text is shown, and why nobody can slip one in, or read one of somebody else (security.md 13):
 *  - Headers first, as for every POST: a form of another site is refused before its body is read. A token that is too old is only
 *    forgiven (nothing is done all the same) where a header says that the form came from a page of ours, which
 *    browsers alone can make it say; without one it is refused as before.
 *  - Each token names the user that it was made for (csrf_owner), and only we can make that name. The texts are shown to this
 *    user alone, whoever signs in; signing in as another one drops them. A form of a visitor has no owner and is not put away, so
 *    strangers cannot fill the table; each user has at most DETOUR_EACH rows.
 *  - The row is found by the token in the address together with the visitor cookie of the browser that sent the
 *    form. The address alone, sent to somebody, opens nothing, also when they are lured to sign in as the stranger.
 *  - The texts come back only on the path that they were posted to, as values of its declared fields, escaped as ever. */
#ifndef WEB_DETOUR_H
#define WEB_DETOUR_H

#include "base/clock.h"
#include "web/page.h"

enum { DETOUR_KEPT = 30 * MINUTE, DETOUR_MAX = 256 * 1024 /* bytes of text */, DETOUR_EACH = 10 };

/* A POST that needs signing in: put its texts away and set r->next, where to go afterwards. RES_SIGN_IN when it is done. */
MUST_USE enum res detour_put(struct req *r);
/* GET of a page with the mark of a detour in its address: fill r->post, r->posted, r->form and r->unsaved as for a form that is
 * shown again. Nothing of it for anybody but the user who typed it. RES_OK also when there is nothing to take. */
MUST_USE enum res detour_take(struct req *r);
/* Inside the transaction of a POST that succeeded: what it brought back is not needed any more. */
MUST_USE enum res detour_done(struct req *r);
/* A POST whose token is too old, of the user who is still (or again) signed in: the page with what was typed and the words why,
 * as for a field error. False when the page has no form to show it in. */
bool detour_again(struct req *r);

#endif
