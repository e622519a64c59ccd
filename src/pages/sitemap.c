/* Every page of the site, in the order in which a person meets them. PAGE(x) names the `const struct page page_x`. */
#include "pages/sitemap.h"

#include <stddef.h>

#define PAGES(PAGE)                                                                                                    \
  PAGE(home)                                                                                                           \
  PAGE(plugin_center)                                                                                                  \
  PAGE(market)                                                                                                         \
  PAGE(market_plugin)                                                                                                  \
  PAGE(market_obtain)                                                                                                  \
  PAGE(register)                                                                                                       \
  PAGE(login)                                                                                                          \
  PAGE(login_code)                                                                                                     \
  PAGE(new_password)                                                                                                   \
  PAGE(step_up)                                                                                                        \
  PAGE(logout)                                                                                                         \
  PAGE(console)                                                                                                        \
  PAGE(sessions)                                                                                                       \
  PAGE(apps)                                                                                                           \
  PAGE(app_new)                                                                                                        \
  PAGE(app)                                                                                                            \
  PAGE(app_settings)                                                                                                   \
  PAGE(plugins)                                                                                                        \
  PAGE(app_plugins)                                                                                                    \
  PAGE(app_debug)                                                                                                      \
  PAGE(binding)                                                                                                        \
  PAGE(obtained)                                                                                                       \
  PAGE(obtained_plugin)                                                                                                \
  PAGE(bind)                                                                                                           \
  PAGE(plugin_new)                                                                                                     \
  PAGE(plugin)                                                                                                         \
  PAGE(plugin_settings)                                                                                                \
  PAGE(development)                                                                                                    \
  PAGE(signature)                                                                                                      \
  PAGE(applications)                                                                                                   \
  PAGE(application_answer)                                                                                             \
  PAGE(payment)                                                                                                        \
  PAGE(transfer)                                                                                                       \
  PAGE(transfers)                                                                                                      \
  PAGE(transfer_in)                                                                                                    \
  PAGE(debug)                                                                                                          \
  PAGE(authorisations)                                                                                                 \
  PAGE(authorisations_csv)                                                                                             \
  PAGE(stats)                                                                                                          \
  PAGE(application_rule)                                                                                               \
  PAGE(advisories)                                                                                                     \
  PAGE(advisory_new)                                                                                                   \
  PAGE(advisory)                                                                                                       \
  PAGE(deprecation)                                                                                                    \
  PAGE(listing)                                                                                                        \
  PAGE(listing_info)                                                                                                   \
  PAGE(listing_guide)                                                                                                  \
  PAGE(listing_copy)                                                                                                   \
  PAGE(listing_item)                                                                                                   \
  PAGE(listing_check)                                                                                                  \
  PAGE(listing_preview)                                                                                                \
  PAGE(subject)                                                                                                        \
  PAGE(real_name)                                                                                                      \
  PAGE(evidence_file)                                                                                                  \
  PAGE(versions)                                                                                                       \
  PAGE(version_upload)                                                                                                 \
  PAGE(version)                                                                                                        \
  PAGE(version_submit)                                                                                                 \
  PAGE(version_hosts)                                                                                                  \
  PAGE(doc)                                                                                                            \
  PAGE(doc_preview)                                                                                                    \
  PAGE(doc_image)                                                                                                      \
  PAGE(review_queue)                                                                                                   \
  PAGE(review)                                                                                                         \
  PAGE(review_file)                                                                                                    \
  PAGE(review_preview)                                                                                                 \
  PAGE(review_image)                                                                                                   \
  PAGE(media)                                                                                                          \
  PAGE(healthz)                                                                                                        \
  PAGE(readyz)

#define DECLARE(name) extern const struct page page_##name;
#define LIST(name)    &page_##name,

PAGES(DECLARE)

const struct page *const sitemap[] = {PAGES(LIST) NULL};
