/* A new machine is added here, and to the golden matrix in tests/. */
#include "domain/machines.h"

#include "domain/advisory.h"
#include "domain/application.h"
#include "domain/application_rule.h"
#include "domain/binding.h"
#include "domain/deprecation.h"
#include "domain/doc.h"
#include "domain/entitlement.h"
#include "domain/link.h"
#include "domain/listing.h"
#include "domain/payment.h"
#include "domain/real_name.h"
#include "domain/review.h"
#include "domain/transfer.h"
#include "domain/version.h"

const struct machine *const machines[] = {
    &real_name_machine,   &version_machine,  &doc_machine,         &listing_machine,
    &shelf_machine,       &review_machine,   &entitlement_machine, &binding_machine,
    &application_machine, &rule_machine,     &payment_machine,     &link_machine,
    &advisory_machine,    &transfer_machine, &deprecation_machine, NULL,
};
