/* A new machine is added here, and to the golden matrix in tests/. */
#include "domain/machines.h"

#include "domain/binding.h"
#include "domain/entitlement.h"
#include "domain/listing.h"
#include "domain/real_name.h"
#include "domain/review.h"

const struct machine *const machines[] = {&listing_machine,
                                          &shelf_machine,
                                          &real_name_machine,
                                          &review_machine,
                                          &entitlement_machine,
                                          &binding_machine,
                                          NULL};
