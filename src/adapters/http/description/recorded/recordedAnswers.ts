import { type Recorded } from './recorded';

/** By the name of the route. Written by the tests: CONTRIBUTING.md, "Describe an operation". */
export const recordedAnswers: Readonly<Record<string, Recorded>> = {
 "acceptRelationship": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "acceptCustomerAgreement": true
  },
  "answers": {
   "200": {
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "partnerTenantId": "681a8a81-1b6a-4c6f-be86-4694ee824f39",
    "status": "accepted",
    "since": "2021-06-18T10:00:00.000Z",
    "subscriptionsToMove": [
     "00000000-1111-4222-8333-444444444444"
    ],
    "attributes": {
     "etag": "eyJpZCI6IjUwMmU3MDk1LWQ2YjYtOGQ1Ny05NGYyLTQ1NTE4Mzk2YTY0NyIsInZlcnNpb24iOjE2MjQwMTA0MDAwMDB9",
     "objectType": "ResellerRelationship"
    }
   }
  }
 },
 "accountSummaries": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "balanceAmount": 0,
      "currencyCode": "EUR",
      "currencySymbol": "€",
      "accountingDate": "2026-03-01T12:00:00.000Z",
      "firstInvoiceCreationDate": "0001-01-01T00:00:00",
      "lastPaymentDate": "0001-01-01T00:00:00",
      "lastPaymentAmount": 0,
      "latestInvoiceDate": "0001-01-01T00:00:00",
      "details": [
       {
        "invoiceType": "OneTime",
        "summary": {
         "balanceAmount": 0,
         "currencyCode": "EUR",
         "currencySymbol": "€",
         "accountingDate": "2026-03-01T12:00:00.000Z",
         "firstInvoiceCreationDate": "0001-01-01T00:00:00",
         "lastPaymentDate": "0001-01-01T00:00:00",
         "lastPaymentAmount": 0,
         "latestInvoiceDate": "0001-01-01T00:00:00"
        }
       }
      ],
      "links": {
       "self": {
        "uri": "/invoices/summary",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "InvoiceSummary"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices/summaries",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "accountSummary": {
  "refusals": {},
  "answers": {
   "200": {
    "balanceAmount": 0,
    "currencyCode": "EUR",
    "currencySymbol": "€",
    "accountingDate": "2021-11-07T00:00:00.000Z",
    "firstInvoiceCreationDate": "0001-01-01T00:00:00",
    "lastPaymentDate": "0001-01-01T00:00:00",
    "lastPaymentAmount": 0,
    "latestInvoiceDate": "0001-01-01T00:00:00",
    "details": [
     {
      "invoiceType": "OneTime",
      "summary": {
       "balanceAmount": 0,
       "currencyCode": "EUR",
       "currencySymbol": "€",
       "accountingDate": "2021-11-07T00:00:00.000Z",
       "firstInvoiceCreationDate": "0001-01-01T00:00:00",
       "lastPaymentDate": "0001-01-01T00:00:00",
       "lastPaymentAmount": 0,
       "latestInvoiceDate": "0001-01-01T00:00:00"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices/summary",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "InvoiceSummary"
    }
   }
  }
 },
 "activateSubscription": {
  "refusals": {
   "400/2011": "The subscription ac5e2766-d442-8ea9-ae89-dfdd158a5a8f is deleted, not active.",
   "400/800041": "The subscription e5f217eb-89bf-8d81-8023-c1f5f9fc7f7c was already activated at 2026-06-10T09:00:00.000Z.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "subscriptionId": "023d6770-17e7-8659-b8a4-e0e5a6cb9594",
    "status": "Success"
   }
  }
 },
 "addEntitlement": {
  "refusals": {
   "400/800012": "The Azure plan 26cf867a-b46a-8f3b-b349-445bd5743726 is suspended.",
   "403/800066": "The Azure plan 26cf867a-b46a-8f3b-b349-445bd5743726 has 500 Azure subscriptions, the most it may have.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "friendlyName": " Test "
  },
  "answers": {
   "201": {
    "id": "00463a10-7836-8dd4-90c3-1cd3664d784d",
    "friendlyName": "Number 165",
    "status": "active",
    "subscriptionId": "26cf867a-b46a-8f3b-b349-445bd5743726",
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/26cf867a-b46a-8f3b-b349-445bd5743726/azureEntitlements/00463a10-7836-8dd4-90c3-1cd3664d784d",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "AzureEntitlement"
    }
   }
  }
 },
 "addQualification": {
  "refusals": {
   "400/3000": "qualification: \"2026-02-30\" is none of Education, GovernmentCommunityCloud, StateOwnedEntity.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "qualification": "Education",
   "educationSegment": "HigherEducation",
   "website": "https://hogeschool.example"
  },
  "answers": {
   "201": {
    "qualification": "Education",
    "educationSegment": "HigherEducation",
    "website": "https://hogeschool.example",
    "vettingStatus": "InReview",
    "vettingCreateDate": "2021-06-18T10:00:00.000Z"
   }
  }
 },
 "agreeOverageHandover": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "35cd0c50-dfce-84a1-8f29-fad4ef1ef0e4",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "service": "PhoneServices",
    "status": "agreed",
    "fromPartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "toPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "requestedBy": "source",
    "requestedAt": "2026-03-02T10:00:00.000Z",
    "expiresAt": "2026-04-01T10:00:00.000Z",
    "agreements": [
     {
      "party": "source",
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "agreed": true,
      "at": "2026-03-02T10:00:00.000Z"
     }
    ],
    "awaits": [
     {
      "party": "source",
      "step": "setNone"
     }
    ],
    "attributes": {
     "objectType": "OverageHandover"
    }
   }
  }
 },
 "applyRenewals": {
  "refusals": {},
  "request": {
   "lines": [
    {
     "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
     "subscriptionId": "015b6625-06c5-845f-8b70-fd79e65af7d0",
     "planTag": "p1.1.59ba2a98eb30.99c979a565b0",
     "nextTerm": {
      "atTermEnd": "renew",
      "quantity": 12,
      "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
      "termDuration": "P1M",
      "billingCycle": "monthly"
     }
    }
   ]
  },
  "answers": {
   "200": {
    "totalCount": 4,
    "counts": {
     "applied": 2,
     "refused": 1,
     "unchanged": 1
    },
    "items": [
     {
      "line": 1,
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "subscriptionId": "015b6625-06c5-845f-8b70-fd79e65af7d0",
      "status": "applied",
      "requestId": "85ca5483-553b-8a55-ac0d-c27f153b1e2f",
      "termEndDate": "2026-07-09T00:00:00Z",
      "before": {
       "atTermEnd": "renew",
       "quantity": 12,
       "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
       "termDuration": "P1M",
       "billingCycle": "monthly"
      },
      "after": {
       "atTermEnd": "cancel",
       "quantity": 10,
       "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
       "termDuration": "P1M",
       "billingCycle": "monthly"
      },
      "quantity": {
       "before": 10,
       "after": 10
      },
      "subscriptionStatus": "active",
      "removed": [
       "scheduledNextTermInstructions"
      ],
      "etag": "eyJpZCI6IjAxNWI2NjI1LTA2YzUtODQ1Zi04YjcwLWZkNzllNjVhZjdkMCIsInZlcnNpb24iOjN9"
     }
    ],
    "attributes": {
     "objectType": "RenewalOutcomes"
    }
   }
  }
 },
 "approveQualification": {
  "refusals": {
   "404/60003": "There is no customer 50469a5a-f756-8a25-a016-8e375822c807."
  },
  "answers": {
   "200": {
    "qualification": "Education",
    "educationSegment": "K12",
    "vettingStatus": "Approved",
    "vettingCreateDate": "2021-06-18T10:00:00.000Z"
   }
  }
 },
 "askOverageHandover": {
  "refusals": {
   "400/900148": "toPartnerTenantId: the partner 10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8 has it already.",
   "403/20002": "toPartnerTenantId: there is no accepted reseller relationship of the partner 681a8a81-1b6a-4c6f-be86-4694ee824f39 with the customer.",
   "403/800114": "The caller may not manage the overage of PhoneServices: it is neither source nor target.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "toPartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8"
  },
  "answers": {
   "201": {
    "id": "052cbad8-a0bb-8dfb-b3e5-b14d59d44c8c",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "service": "PhoneServices",
    "status": "pending",
    "fromPartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "toPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "requestedBy": "source",
    "requestedAt": "2026-03-02T10:00:00.000Z",
    "expiresAt": "2026-04-01T10:00:00.000Z",
    "agreements": [
     {
      "party": "source",
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "agreed": true,
      "at": "2026-03-02T10:00:00.000Z"
     }
    ],
    "awaits": [
     {
      "party": "target",
      "step": "agree"
     }
    ],
    "attributes": {
     "objectType": "OverageHandover"
    }
   }
  }
 },
 "askRelationship": {
  "refusals": {
   "400/900154": "associatedPartnerId: 00000000-1111-4222-8333-444444444444 is not an indirect reseller of the caller.",
   "403/2030": "A partner in US cannot ask this customer: it is in another region.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "subscriptionsToMove": [
    "00000000-1111-4222-8333-000000000000"
   ]
  },
  "answers": {
   "201": {
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "partnerTenantId": "681a8a81-1b6a-4c6f-be86-4694ee824f39",
    "status": "pending",
    "since": "2021-06-18T10:00:00.000Z",
    "subscriptionsToMove": [
     "00000000-1111-4222-8333-444444444444"
    ],
    "attributes": {
     "etag": "eyJpZCI6IjMxMTc0YTQ1LTU0MGItODk3OS1iYzI1LTE0ZjUwZGEwMTQ2NCIsInZlcnNpb24iOjE2MjQwMTA0MDAwMDB9",
     "objectType": "ResellerRelationship"
    }
   }
  }
 },
 "attestAgreement": {
  "refusals": {
   "400/3000": "dateAgreed: 2021-06-18T10:00:00.001Z lies in the future.",
   "400/600061": "This very confirmation of the customer 5632af2b-4151-4ff7-8482-fa6a8173e9e9 is recorded already.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "primaryContact": {
    "firstName": "Jop",
    "lastName": "Smit",
    "email": "j.smit@molenwiek.example",
    "phoneNumber": "0755551234"
   },
   "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
   "dateAgreed": "2021-06-02T00:00:00Z",
   "type": "MicrosoftCustomerAgreement"
  },
  "answers": {
   "201": {
    "userId": "user of the test",
    "primaryContact": {
     "firstName": "Jop",
     "lastName": "Smit",
     "email": "j.smit@molenwiek.example",
     "phoneNumber": "0755551234"
    },
    "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
    "dateAgreed": "2021-06-02T00:00:00.000Z",
    "type": "MicrosoftCustomerAgreement",
    "agreementLink": "https://aka.ms/customeragreement"
   }
  }
 },
 "cancelEntitlement": {
  "refusals": {
   "400/900307": "cancellationReason: \"2026-02-30\" is none; the one known is compromise.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800111": "There is no Azure subscription 00000000-0000-0000-0000-000000000000 under this plan."
  },
  "request": {
   "cancellationReason": "compromise"
  },
  "answers": {
   "200": {
    "id": "bc72df40-8a90-8924-a247-40c61c9398b8",
    "friendlyName": "Subscription 1",
    "status": "active",
    "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements/bc72df40-8a90-8924-a247-40c61c9398b8",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "AzureEntitlement"
    }
   }
  }
 },
 "cancelMigrationSchedule": {
  "refusals": {
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "acd55a7e-e599-8a9a-9fe3-eeb8150f11ec",
    "currentSubscriptionId": "8a07043d-5356-847b-9fdc-96306f245a95",
    "termDuration": "P1Y",
    "billingCycle": "monthly",
    "purchaseFullTerm": false,
    "customTermEndDate": "2026-06-30T00:00:00Z",
    "status": "Cancelled",
    "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "subscriptionEndDate": "2027-01-12T00:00:00Z",
    "targetDate": "2026-03-10T00:00:00Z",
    "migrateOnRenewal": false,
    "createdTime": "2026-02-01T09:00:00.000Z",
    "lastModifiedTime": "2026-02-01T09:00:00.000Z",
    "externalReferenceId": "batch 7",
    "addOnMigrations": [
     {
      "currentSubscriptionId": "e32aa8f2-cc6c-8ef8-814a-eb31c989724f",
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "purchaseFullTerm": false,
      "customTermEndDate": "2026-06-30T00:00:00Z"
     }
    ],
    "attributes": {
     "objectType": "NewCommerceMigrationSchedule"
    }
   }
  }
 },
 "checkAuditSeals": {
  "refusals": {},
  "answers": {
   "200": {
    "tenants": 1,
    "unsealed": 0,
    "seals": 1,
    "sealed": [
     {
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "number": 1,
      "day": "2026-06-10",
      "hash": "9f2b12774d822c6b8500b649d83f37d3de2a7d0fafa4207a3f40ac1f5d4c01b1"
     }
    ],
    "records": 1,
    "late": 0,
    "found": 1,
    "findings": [
     {
      "fault": "record_changed",
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "day": "2026-06-10",
      "seal": 1,
      "recordId": "2026-06-10T11:00:00.000Z_long",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "detail": "its asked is not as it was sealed"
     }
    ]
   }
  }
 },
 "checkDomain": {
  "refusals": {},
  "answers": {}
 },
 "checkInventory": {
  "refusals": {
   "400/3000": "country: the catalogue has no market XX.",
   "404/60003": "There is no customer 00000000-0000-4000-8000-000000000000."
  },
  "request": {
   "targetItems": [
    {
     "productId": "16dc8dad-2af2-45bb-ae80-aba6a21254a5",
     "skuId": "0001"
    }
   ],
   "inventoryContext": {
    "customerId": "16c1799c-7d5a-42a5-a37e-cd6dfda05b5a"
   }
  },
  "answers": {
   "200": [
    {
     "productId": "16dc8dad-2af2-45bb-ae80-aba6a21254a5",
     "skuId": "0001",
     "isRestricted": true,
     "restrictions": [
      {
       "reasonCode": "BaseMissing",
       "description": "The add-on needs one of these, held by the customer or in the same cart: fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001.",
       "properties": {}
      }
     ]
    }
   ]
  }
 },
 "checkLedger": {
  "refusals": {},
  "answers": {
   "200": {
    "customers": 8,
    "lines": 4,
    "waiting": 0,
    "found": 4,
    "findings": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "month": "2021-06",
      "line": "01b8f087-be81-83c5-a2b6-f0049abc15d4|00000001|001",
      "fault": "differs"
     }
    ]
   }
  }
 },
 "checkProductUpgrade": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "customerId": "2c3aedb6-34a2-435b-b794-2ad2eee764e0",
   "productFamily": "Azure"
  },
  "answers": {
   "200": {
    "customerId": "2c3aedb6-34a2-435b-b794-2ad2eee764e0",
    "isEligible": false,
    "productFamily": "azure",
    "reason": "The Azure subscriptions of the customer 2c3aedb6-34a2-435b-b794-2ad2eee764e0 have moved already."
   }
  }
 },
 "checkProjection": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "projection": "deadlines",
    "customers": 8,
    "waiting": 0,
    "found": 4,
    "findings": [
     {
      "what": "deadline",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "kind": "cycle",
      "subject": "0e749c56-45b7-8410-97e8-a3a40677c6ce",
      "at": "2021-07-18T00:00:00.000Z"
     }
    ],
    "next": "index|"
   }
  }
 },
 "checkPromotionEligibilities": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "items": [
    {
     "id": 0,
     "catalogItemId": "NCBUSPREMI01:0001:Y7Y7X2IQ395T",
     "quantity": 25,
     "termDuration": "P1Y",
     "billingCycle": "monthly",
     "promotionId": "PRBUSPREMI01:0001:PRSPRING2026"
    }
   ]
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": 0,
      "catalogItemId": "NCBUSPREMI01:0001:Y7Y7X2IQ395T",
      "quantity": 25,
      "billingCycle": "monthly",
      "termDuration": "P3Y",
      "eligibilities": [
       {
        "promotionId": "PRBUSPREMI01:0001:PRSPRING2026",
        "isEligible": false,
        "errors": [
         {
          "type": "Term",
          "description": "The promotion is for other terms or billing cycles.",
          "eligibleTerms": [
           {
            "billingCycle": "Monthly",
            "duration": "P1Y"
           }
          ]
         }
        ]
       }
      ],
      "attributes": {
       "objectType": "PromotionEligibilities"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/promotionEligibilities",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "checkoutCart": {
  "refusals": {
   "400/800009": "The cart 11e3789e-5076-8587-a3f5-744da37ccd60 has lines in error: The catalogue has no item NCKANAALPL01:0001:NOTSOLDHERE1 for this customer.",
   "400/900206": "partnerOnRecordAttestationAccepted must be true: the partner attests that it acts as indirect partner where a reseller is named, else as direct partner.",
   "400/990361": "Prices have risen since the cart was read: line 4 from 1088.64 to 1209.60 EUR. Read the cart again, or check it out with acceptPrices=true.",
   "403/800088": "Line 0: 30 licences of NCBUSBASIC01:0001:WK7I3VPVI4AU are more than the 20 left for this customer, over all partners.",
   "403/800089": "Line 0: A customer has one Azure plan of a partner, and this one has it.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800008": "There is no cart 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "201": {
    "orders": [
     {
      "id": "481eec3bc5f0",
      "alternateId": "481eec3bc5f0",
      "referenceCustomerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "billingCycle": "annual",
      "currencyCode": "EUR",
      "currencySymbol": "€",
      "lineItems": [
       {
        "lineItemNumber": 0,
        "offerId": "NCM365ENTE03:0001:VM3G8ZQOUGD3",
        "subscriptionId": "e6c31cb4-1490-8b52-a4cb-0439b7647fa0",
        "termDuration": "P1Y",
        "transactionType": "New",
        "friendlyName": "Microsoft 365 E3",
        "quantity": 10,
        "provisioningContext": {},
        "pricing": {
         "listPrice": 384,
         "discountedPrice": 384,
         "proratedPrice": 384,
         "price": 384,
         "extendedPrice": 3840
        },
        "links": {
         "product": {
          "uri": "/products/NCM365ENTE03?country=NL",
          "method": "GET",
          "headers": []
         },
         "sku": {
          "uri": "/products/NCM365ENTE03/skus/0001?country=NL",
          "method": "GET",
          "headers": []
         },
         "availability": {
          "uri": "/products/NCM365ENTE03/skus/0001/availabilities/VM3G8ZQOUGD3?country=NL",
          "method": "GET",
          "headers": []
         },
         "subscription": {
          "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/e6c31cb4-1490-8b52-a4cb-0439b7647fa0",
          "method": "GET",
          "headers": []
         }
        }
       }
      ],
      "creationDate": "2026-07-02T10:00:00.000Z",
      "status": "completed",
      "transactionType": "UserPurchase",
      "totalPrice": 3840,
      "links": {
       "self": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/481eec3bc5f0",
        "method": "GET",
        "headers": []
       },
       "provisioningStatus": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/481eec3bc5f0/provisioningstatus",
        "method": "GET",
        "headers": []
       },
       "patchOperation": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/481eec3bc5f0",
        "method": "PATCH",
        "headers": []
       }
      },
      "client": {},
      "attributes": {
       "objectType": "Order"
      }
     }
    ],
    "priceChanges": [
     {
      "lineItemId": 4,
      "risen": true,
      "currencyCode": "EUR",
      "shown": {
       "pricing": {
        "listPrice": 349.44,
        "discountedPrice": 349.44,
        "proratedPrice": 349.44,
        "price": 349.44,
        "extendedPrice": 3494.4
       }
      },
      "now": {
       "pricing": {
        "listPrice": 384,
        "discountedPrice": 384,
        "proratedPrice": 384,
        "price": 384,
        "extendedPrice": 3840
       }
      }
     }
    ],
    "attributes": {
     "objectType": "CartCheckoutResult"
    }
   }
  }
 },
 "console": {
  "refusals": {},
  "answers": {}
 },
 "consoleConfig": {
  "refusals": {},
  "answers": {
   "200": {
    "signIn": {
     "kind": "entra",
     "clientId": "3f0c1b1e-2222-4333-8444-555566667777",
     "authority": "https://login.havn.example/t",
     "scope": "api://next/.default"
    }
   }
  }
 },
 "consoleFile": {
  "refusals": {},
  "answers": {}
 },
 "convertSubscription": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {}
 },
 "createCart": {
  "refusals": {
   "400/800071": "lineItems: each id may stand on one line; on more than one stand: 0.",
   "403/13605": "It is not confirmed that the customer 5632af2b-4151-4ff7-8482-fa6a8173e9e9 accepted the Microsoft Customer Agreement: attest it first.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "partnerOnRecordAttestationAccepted": true,
   "lineItems": [
    {
     "id": 0,
     "catalogItemId": "fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001:I3D5GFGR9SN6",
     "quantity": 3,
     "billingCycle": "monthly",
     "termDuration": "P1Y",
     "addonItems": [
      {
       "catalogItemId": "16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001:XN5S7N7D92Q4",
       "quantity": 2,
       "billingCycle": "monthly",
       "termDuration": "P1Y"
      }
     ]
    }
   ]
  },
  "answers": {
   "201": {
    "id": "039ca57d-8527-8bdf-b825-00167f4c2abe",
    "creationTimestamp": "2026-01-13T10:00:00.000Z",
    "lastModifiedTimestamp": "2026-01-13T10:00:00.000Z",
    "expirationTimestamp": "2026-01-20T10:00:00.000Z",
    "lastModifiedUser": "user of the test",
    "status": "Active",
    "partnerOnRecordAttestationAccepted": true,
    "lineItems": [
     {
      "id": 0,
      "catalogItemId": "fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001:I3D5GFGR9SN6",
      "quantity": 2,
      "currencyCode": "EUR",
      "billingCycle": "monthly",
      "termDuration": "P1Y",
      "provisioningContext": {},
      "orderGroup": "OMS-0",
      "pricing": {
       "listPrice": 3.04,
       "discountedPrice": 3.04,
       "proratedPrice": 3.04,
       "price": 3.04,
       "extendedPrice": 72.96
      },
      "addonItems": [
       {
        "id": 1,
        "catalogItemId": "16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001:XN5S7N7D92Q4",
        "quantity": 2,
        "currencyCode": "EUR",
        "billingCycle": "monthly",
        "termDuration": "P1Y",
        "provisioningContext": {},
        "orderGroup": "OMS-0",
        "pricing": {
         "listPrice": 2.24,
         "discountedPrice": 2.24,
         "proratedPrice": 2.24,
         "price": 2.24,
         "extendedPrice": 53.76
        }
       }
      ]
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/carts/039ca57d-8527-8bdf-b825-00167f4c2abe",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Cart"
    }
   }
  }
 },
 "createCustomer": {
  "refusals": {
   "400/3000": "companyProfile.domain: tulpenhof.onmicrosoft.com is taken.",
   "400/600002": "organizationRegistrationNumber: US takes none.",
   "400/600049": "organizationRegistrationNumber: is required in HU.",
   "400/600050": "organizationRegistrationNumber: in KZ it must match ^\\d{12}$.",
   "400/600051": "defaultAddress.phoneNumber: is required in KZ.",
   "400/900154": "associatedPartnerId: 611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e is not an indirect reseller of the caller.",
   "403/900149": "The programme status of PartnerID 5310388 (direct_bill) is restricted: no new purchases; what exists can be managed.",
   "403/900308": "An indirect reseller (PartnerID 6120045) neither buys nor manages: go through the indirect provider (PartnerID 5310412)."
  },
  "request": {
   "companyProfile": {
    "domain": "Lelie.onmicrosoft.com",
    "organizationRegistrationNumber": "30123456"
   },
   "billingProfile": {
    "email": "inkoop@lelie.example",
    "culture": "nl-NL",
    "language": "nl",
    "companyName": "Lelieveld",
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "defaultAddress": {
     "country": "NL",
     "region": "West",
     "city": "Utrecht",
     "state": "UT",
     "district": "Centrum",
     "addressLine1": "Havenkade 12",
     "addressLine2": "Hal 3",
     "addressLine3": "Deur 2",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "middleName": "van",
     "lastName": "Kuiper",
     "emailAddress": "ilse@lelie.example",
     "phoneNumber": "0301234567"
    }
   }
  },
  "answers": {
   "201": {
    "id": "3b1f43c9-556c-8d46-8be6-f88a1e66d8b0",
    "commerceId": "2452a055-726e-85ed-8464-082af1769ee6",
    "companyProfile": {
     "tenantId": "3b1f43c9-556c-8d46-8be6-f88a1e66d8b0",
     "domain": "lelie.onmicrosoft.com",
     "companyName": "Lelieveld",
     "organizationRegistrationNumber": "30123456",
     "links": {
      "self": {
       "uri": "/customers/3b1f43c9-556c-8d46-8be6-f88a1e66d8b0/profiles/company",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "objectType": "CustomerCompanyProfile"
     }
    },
    "billingProfile": {
     "email": "inkoop@lelie.example",
     "culture": "nl-NL",
     "language": "nl",
     "companyName": "Lelieveld",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "defaultAddress": {
      "country": "NL",
      "region": "West",
      "city": "Utrecht",
      "state": "UT",
      "district": "Centrum",
      "addressLine1": "Havenkade 12",
      "addressLine2": "Hal 3",
      "addressLine3": "Deur 2",
      "postalCode": "3511 AA",
      "firstName": "Ilse",
      "middleName": "van",
      "lastName": "Kuiper",
      "emailAddress": "ilse@lelie.example",
      "phoneNumber": "0301234567"
     },
     "id": "2e35a9a7-1253-802e-87cc-966a5e5f23eb",
     "links": {
      "self": {
       "uri": "/customers/3b1f43c9-556c-8d46-8be6-f88a1e66d8b0/profiles/billing",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "etag": "eyJpZCI6IjJlMzVhOWE3LTEyNTMtODAyZS04N2NjLTk2NmE1ZTVmMjNlYiIsInZlcnNpb24iOjF9",
      "objectType": "CustomerBillingProfile"
     }
    },
    "relationshipToPartner": "reseller",
    "allowDelegatedAccess": true,
    "customDomains": [
     "lelie.onmicrosoft.com"
    ],
    "links": {
     "self": {
      "uri": "/customers/3b1f43c9-556c-8d46-8be6-f88a1e66d8b0",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Customer"
    },
    "userCredentials": {
     "userName": "admin",
     "password": "XLrOxb0-XRV1GLa-"
    }
   }
  }
 },
 "createMigration": {
  "refusals": {
   "400/2011": "The subscription 7ab314ce-15f5-842a-98e7-7a4ed4e6c71b is deleted, not active.",
   "400/900269": "Line 0: The item is not sold for the term P2Y with the billing cycle monthly.",
   "400/900270": "Line 0: the billing cycle triennial is longer than the term P1Y.",
   "400/900275": "Line 0: The quantity 2147483647 lies outside what the offer allows: 1 to 10000.",
   "400/900291": "What 7ab314ce-15f5-842a-98e7-7a4ed4e6c71b becomes cannot end its first term on 2026-06-29: neither a month nor another subscription of the customer ends then, within the term.",
   "400/900292": "What 7ab314ce-15f5-842a-98e7-7a4ed4e6c71b becomes cannot both begin a full term and end it on 2026-06-30: send purchaseFullTerm or customTermEndDate.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "currentSubscriptionId": "5538B874-0DF9-8720-9E0B-BD2383A45B98",
   "billingCycle": "monthly",
   "purchaseFullTerm": false,
   "externalReferenceId": "9ab61899-0b2b-4320-bd6d-8196c53607d6",
   "addOnMigrations": [
    {
     "currentSubscriptionId": "b717932f-b006-87e9-b443-2329c6ad5f4a",
     "quantity": 1
    }
   ]
  },
  "answers": {
   "201": {
    "id": "919352d3-7fae-8220-8642-c77816dda532",
    "startedTime": "2026-02-01T09:00:00.000Z",
    "completedTime": "2026-02-01T09:00:00.000Z",
    "status": "Completed",
    "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "currentSubscriptionId": "3a4e5105-ce2b-8d07-91c5-02e02c3e8322",
    "catalogItemId": "NCEXCHONPLN1:0001:OPLLNF25MML9",
    "newCommerceSubscriptionId": "5b3782e2-ea85-8841-a59c-727cf685c226",
    "newCommerceOrderId": "16397919f5c0",
    "subscriptionEndDate": "2026-06-30T00:00:00Z",
    "quantity": 2,
    "termDuration": "P1Y",
    "billingCycle": "monthly",
    "purchaseFullTerm": false,
    "customTermEndDate": "2026-06-30T00:00:00Z",
    "addOnMigrations": [
     {
      "id": "919352d3-7fae-8220-8642-c77816dda532",
      "startedTime": "2026-02-01T09:00:00.000Z",
      "completedTime": "2026-02-01T09:00:00.000Z",
      "status": "Completed",
      "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "currentSubscriptionId": "753fcd5e-21d9-832e-a182-c907373d8076",
      "catalogItemId": "NCEXCHARCHV1:0001:OS6OKZMD405Q",
      "newCommerceSubscriptionId": "db2d66f6-5a14-8bcd-80e4-5ddea1f920e1",
      "newCommerceOrderId": "16397919f5c0",
      "subscriptionEndDate": "2026-06-30T00:00:00Z",
      "quantity": 2,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "purchaseFullTerm": false,
      "customTermEndDate": "2026-06-30T00:00:00Z",
      "addOnMigrations": []
     }
    ],
    "attributes": {
     "objectType": "NewCommerceMigration"
    }
   }
  }
 },
 "createOrder": {
  "refusals": {
   "400/10018": "Line 0: 11 licences are more than the customer's base allows: 10 base licences leave room for 10.",
   "400/10019": "Line 0: The customer would have 20 licences of the add-on; 401 base licences need at least 21.",
   "400/400041": "Line 0: The add-on needs one of these, held by the customer or in the same cart: fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001.",
   "400/800004": "Line 0: The catalogue has no item 2026-02-30 for this customer.",
   "400/800016": "Line 0: The PartnerID 5310388 is not an indirect reseller of the provider.",
   "400/800029": "The add-on 16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001 does not belong to the subscription 9df551a3-a8e0-8ed8-8b64-0669b0d7f148.",
   "400/800070": "DZH318Z0BPS6:0001 is not sold in the market NL; it is in: none.",
   "400/800071": "lineItemNumber: the numbers must be 0 to 0, each once.",
   "400/800086": "NCM365EDUCA3:0001 is for the segment education; the customer's is commercial.",
   "400/900128": "Line 0: NCFJORDSIG01:0001 is charged by use and needs an Azure plan, which the customer has not bought of this partner.",
   "400/900129": "Line 0: NCFJORDSIG01:0001 is charged by use, and no active Azure plan of the customer and this partner has an active Azure subscription: there is no active Azure subscription.",
   "400/900206": "partnerOnRecordAttestationAccepted must be true: the partner attests that it acts as indirect partner where a reseller is named, else as direct partner.",
   "400/900242": "Line 0: The first term of NCBUSPREMI01:0002 cannot end on a chosen day.",
   "400/900269": "Line 0: The item is not sold for the term P3Y with the billing cycle one_time.",
   "400/900270": "Line 0: the billing cycle annual is longer than the term P1M.",
   "400/900275": "Line 0: The quantity 0 lies outside what the offer allows: 1 to 1.",
   "400/900419": "The subscription e301c80c-d367-8637-a6da-97fd16aca9b0 has 20 add-ons, the most it may have.",
   "403/13605": "It is not confirmed that the customer 5632af2b-4151-4ff7-8482-fa6a8173e9e9 accepted the Microsoft Customer Agreement: attest it first.",
   "403/800066": "Line 1: A customer may have 1 subscriptions.",
   "403/800088": "Line 0: 51 licences of NCBUSBASIC01:0001:WK7I3VPVI4AU are more than the 50 left for this customer, over all partners.",
   "403/800089": "Line 0: A customer has one Azure plan of a partner, and this one has it.",
   "403/800112": "Line 0: The customer has the older Azure offer: move it to the Azure plan instead of buying one.",
   "403/900123": "Line 0: The PartnerID 6120051 has not accepted the Microsoft Partner Agreement.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "Line 0: ParentSubscriptionId: the customer has no traditional subscription 00000000-1111-4222-8333-444444444444.",
   "404/400019": "Line 0: The availability of NCBUSBASIC01:0001:WFA08Z3DNO2O is that of the market SE, and the customer's market is NL: read the availabilities of that one.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800015": "Line 0: The PartnerID 1 does not exist.",
   "409/27009": "The add-on needs an active base: the subscription 1eeef425-427d-8801-bc42-48717662ad92 is expired."
  },
  "request": {
   "partnerOnRecordAttestationAccepted": true,
   "billingCycle": "monthly",
   "lineItems": [
    {
     "lineItemNumber": 0,
     "offerId": "NCBUSBASIC01:0001:WK7I3VPVI4AU",
     "quantity": 1,
     "termDuration": "P1M",
     "partnerIdOnRecord": "6120045",
     "additionalPartnerIdsOnRecord": [
      "6120046"
     ]
    }
   ]
  },
  "answers": {
   "201": {
    "id": "cb2a5c41bb78",
    "alternateId": "cb2a5c41bb78",
    "referenceCustomerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "billingCycle": "none",
    "currencyCode": "EUR",
    "currencySymbol": "€",
    "lineItems": [
     {
      "lineItemNumber": 0,
      "offerId": "NCFJORDINS01:0001:APM31T29K9SX",
      "subscriptionId": "720ff8f4-7aae-882f-a431-4f1bb305b0a7",
      "termDuration": "P1M",
      "transactionType": "New",
      "friendlyName": "Fjordlys Insight Team",
      "quantity": 1,
      "provisioningContext": {},
      "renewsTo": {
       "termDuration": "P1M",
       "billingCycle": "monthly"
      },
      "pricing": {
       "listPrice": 0,
       "discountedPrice": 0,
       "proratedPrice": 0,
       "price": 0,
       "extendedPrice": 0
      },
      "links": {
       "product": {
        "uri": "/products/NCFJORDINS01?country=NL",
        "method": "GET",
        "headers": []
       },
       "sku": {
        "uri": "/products/NCFJORDINS01/skus/0001?country=NL",
        "method": "GET",
        "headers": []
       },
       "availability": {
        "uri": "/products/NCFJORDINS01/skus/0001/availabilities/APM31T29K9SX?country=NL",
        "method": "GET",
        "headers": []
       },
       "subscription": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/720ff8f4-7aae-882f-a431-4f1bb305b0a7",
        "method": "GET",
        "headers": []
       },
       "activationLinks": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/cb2a5c41bb78/lineitems/0/activationlinks",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "creationDate": "2026-06-10T09:00:00.000Z",
    "status": "completed",
    "transactionType": "UserPurchase",
    "totalPrice": 0,
    "partnerOnRecordAttestationAccepted": true,
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/cb2a5c41bb78",
      "method": "GET",
      "headers": []
     },
     "provisioningStatus": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/cb2a5c41bb78/provisioningstatus",
      "method": "GET",
      "headers": []
     },
     "patchOperation": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/cb2a5c41bb78",
      "method": "PATCH",
      "headers": []
     },
     "activationLinks": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/cb2a5c41bb78/activationlinks",
      "method": "GET",
      "headers": []
     }
    },
    "client": {},
    "attributes": {
     "objectType": "Order"
    }
   }
  }
 },
 "createRegistration": {
  "refusals": {
   "409/800042": "There is a registration already: replace it with PUT."
  },
  "request": {
   "webhookUrl": "https://havn.example/registered",
   "webhookEvents": [
    "subscription-updated"
   ]
  },
  "answers": {
   "200": {
    "SubscriberId": "c4564f93-bfd0-86a5-b9dc-b0d3575ed4c6",
    "WebhookUrl": "https://nordlys.example/registered",
    "WebhookEvents": [
     "subscription-updated"
    ]
   }
  }
 },
 "createTransfer": {
  "refusals": {
   "400/800016": "partnerId: 4455667 cannot be named: the first is an own indirect reseller, each once, at most five more after it.",
   "400/900148": "sourcePartnerTenantId: the source is the partner who asks.",
   "400/900400": "sourcePartnerTenantId: 00000000-0000-0000-0000-000000000000 has no accepted reseller relationship with the customer.",
   "403/900149": "The programme status of PartnerID 5310271 (direct_bill) is restricted: no new purchases; what exists can be managed.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "409/900104": "10 requests of yours to this source for this customer wait for their answers already."
  },
  "request": {
   "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
   "customerEmailId": "it@oresundfoods.example",
   "transferType": 3,
   "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
   "targetProductTypes": null
  },
  "answers": {
   "201": {
    "id": "26efe959-5f5d-8f73-8ffe-f4009fb32764",
    "status": "Pending",
    "transferType": 5,
    "transferDirection": 2,
    "customerEmailId": "it@oresundfoods.example",
    "customerName": "Oresund Foods",
    "customerTenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "partnertenantid": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "sourcePartnerName": "Nordlys IT",
    "sourcePartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "targetPartnerName": "Havn Cloud",
    "targetPartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "targetProductTypes": [
     "OnlineServicesNCE"
    ],
    "ignoreEligibilityCheck": false,
    "createdTime": "2026-03-02T10:00:00.000Z",
    "lastModifiedTime": "2026-03-02T10:00:00.000Z",
    "expirationTime": "2026-04-02T00:00:00.000Z",
    "lastModifiedUser": "user of the test",
    "lineItems": [],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/26efe959-5f5d-8f73-8ffe-f4009fb32764",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "TransferEntity"
    }
   }
  }
 },
 "createValidationEvent": {
  "refusals": {},
  "answers": {
   "200": {
    "correlationId": "0c49b942-8c01-4eb8-949b-e19acc170f43"
   }
  }
 },
 "createWebhook": {
  "refusals": {},
  "request": {
   "url": "https://hooks.example/another",
   "events": [
    "subscription.*"
   ],
   "customers": [
    "5632af2b-4151-4ff7-8482-fa6a8173e9e9"
   ]
  },
  "answers": {
   "201": {
    "id": "0c6ab517-3fe9-87e8-a658-ddf2ad354b6a",
    "form": "own",
    "url": "https://listener.example/hook",
    "events": [
     "*"
    ],
    "customers": [
     "2651b17e-fcd4-47f9-8f6e-97619d30cfbe"
    ],
    "products": [],
    "status": "active",
    "circuit": {
     "state": "closed",
     "failures": 0
    },
    "secrets": [
     {}
    ],
    "createdDate": "2026-05-07T10:00:00.000Z",
    "attributes": {
     "objectType": "Webhook",
     "etag": "eyJpZCI6IjBjNmFiNTE3LTNmZTktODdlOC1hNjU4LWRkZjJhZDM1NGI2YSIsInZlcnNpb24iOjF9"
    },
    "secret": "whsec_N34CbF3OXzwX1YmmPIuzEyifK5vL0yr4DFo9UfdIGqM="
   }
  }
 },
 "customTermEndDates": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "totalCount": 300,
    "items": [
     {
      "allowedCustomTermEndDateType": "subscriptionAligned",
      "cotermSubscriptionIds": [
       "0c0b1e50-0000-4000-8000-000000000000"
      ],
      "allowedCustomTermEndDate": "2026-04-02T00:00:00"
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/customTermEndDates?term_duration=P1Y",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/customTermEndDates?term_duration=P1Y&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJiYlpJMmJnMVZndzhvVVNhIiwie1wiYWZ0ZXJcIjozMDB9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "customerPlanUsageRecords": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "status": "active",
      "offerId": "DZH318Z0BPS6:0001:RFN2HILY0M3X",
      "id": "feff5feb-2931-8561-8871-5d67c44dc9a1",
      "name": "Azure plan",
      "resourceId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
      "resourceName": "Azure plan",
      "totalCost": 73.78,
      "currencyCode": "USD",
      "currencyLocale": "en-US",
      "costs": [
       {
        "totalCost": 73.78,
        "currencyCode": "USD"
       }
      ],
      "usdTotalCost": 73.78,
      "lastModifiedDate": "2026-03-03T10:00:00.000Z",
      "attributes": {
       "objectType": "SubscriptionMonthlyUsageRecord"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/usagerecords",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "customerRelationshipRequest": {
  "refusals": {
   "400/900154": "associatedPartnerId: 00000000-1111-4222-8333-444444444444 is not an indirect reseller of the caller."
  },
  "answers": {
   "200": {
    "url": "/console?invType=IndirectResellerRelationship&partnerId=681a8a81-1b6a-4c6f-be86-4694ee824f39&msppId=0&indirectCSPId=681a8a81-1b6a-4c6f-be86-4694ee824f39&indirectResellerId=611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e&DAP=false#/requests/681a8a81-1b6a-4c6f-be86-4694ee824f39",
    "attributes": {
     "objectType": "RelationshipRequest"
    }
   }
  }
 },
 "customerUsageRecords": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "budget": {
       "attributes": {
        "objectType": "SpendingBudget"
       }
      },
      "resourceId": "c148f0f0-e827-40f7-a96d-88a1832ae44d",
      "resourceName": "Duinzicht College",
      "totalCost": 0,
      "currencyCode": "USD",
      "currencyLocale": "en-US",
      "costs": [],
      "usdTotalCost": 0,
      "lastModifiedDate": "2026-05-07T10:00:00.000Z",
      "attributes": {
       "objectType": "CustomerMonthlyUsageRecord"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/usagerecords",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/customers/usagerecords?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJHM1RKaGs5OWNOR1NHRmlyIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJbXFxcIjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOFxcXCIsXFxcImJ5fENvbXBhbnlOYW1lfGdyYWNodGVucGFuZCBtYWtlbGFhcnN8NjliZmNkMjMtYmJmMS00MzNhLWE3ZDktY2JmMDNiNGYxOWRjXFxcIl1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "declineRelationship": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "partnerTenantId": "681a8a81-1b6a-4c6f-be86-4694ee824f39",
    "status": "declined",
    "since": "2021-06-18T10:00:00.000Z",
    "subscriptionsToMove": [
     "00000000-1111-4222-8333-444444444444"
    ],
    "attributes": {
     "etag": "eyJpZCI6ImZhNjQ3OTMxLTYyNDgtODJmNi1iODM1LTQwNDk1ZjY4OWFhNyIsInZlcnNpb24iOjE2MjQwMTA0MDAwMDB9",
     "objectType": "ResellerRelationship"
    }
   }
  }
 },
 "deleteCustomer": {
  "refusals": {
   "400/900127": "Customers can be deleted in an integration sandbox only, and this is none.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {}
 },
 "deleteWebhook": {
  "refusals": {},
  "answers": {}
 },
 "denyQualification": {
  "refusals": {
   "404/60003": "There is no customer 97071fc1-cc74-821f-a474-bde6a84bf321."
  },
  "request": {
   "reason": "Not an academic domain"
  },
  "answers": {
   "200": {
    "qualification": "Education",
    "educationSegment": "K12",
    "vettingStatus": "Denied",
    "vettingCreateDate": "2021-06-18T10:00:00.000Z",
    "vettingReason": "Not an academic domain"
   }
  }
 },
 "discardBusDeadLetter": {
  "refusals": {},
  "request": {
   "subscription": "notifications",
   "sequenceNumber": "3",
   "reason": "A test"
  },
  "answers": {
   "200": {
    "sequenceNumber": "3",
    "messageId": "m3",
    "enqueuedDate": "2021-06-18T10:00:00.000Z",
    "deliveries": 10,
    "reason": "MaxDeliveryCountExceeded",
    "description": "it was dark",
    "event": {
     "id": "0e749c56-45b7-8410-97e8-a3a40677c6ce:1",
     "subject": {
      "kind": "subscription",
      "id": "0e749c56-45b7-8410-97e8-a3a40677c6ce"
     },
     "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
     "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
     "facts": [
      "SubscriptionPurchased"
     ]
    },
    "status": "discarded",
    "discardedFor": "A test"
   }
  }
 },
 "docs": {
  "refusals": {},
  "answers": {}
 },
 "docsFile": {
  "refusals": {},
  "answers": {}
 },
 "downloadOfferMatrix": {
  "refusals": {},
  "answers": {}
 },
 "downloadPriceSheet": {
  "refusals": {},
  "answers": {}
 },
 "explainCharge": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "af4e254f-dbca-803f-866c-cfc0aca3cdce|messages|1000",
    "chargeType": "usage",
    "subtotal": "10.01",
    "currency": "USD",
    "subscription": {
     "id": "af4e254f-dbca-803f-866c-cfc0aca3cdce",
     "name": "Fjordlys Signal",
     "productId": "NCFJORDSIG01",
     "skuId": "0001"
    },
    "dimension": "messages",
    "meter": {
     "id": "messages",
     "name": "Messages sent",
     "unit": "1 Message"
    },
    "price": {
     "unitPrice": "0.02",
     "effectiveUnitPrice": "0.019990014977534",
     "tierFromUnits": "1000",
     "includedUnits": "1000",
     "priceList": {
      "name": "saas_dimensions",
      "market": "NL",
      "productId": "NCFJORDSIG01",
      "skuId": "0001",
      "isStillListed": true
     }
    },
    "quantity": "500.75",
    "days": {
     "from": "2026-03-01",
     "to": "2026-03-31"
    },
    "arithmetic": "500.75 × 0.02 = 10.015, cut to 10.01 USD",
    "rounding": {
     "rule": "LINE_DOWN",
     "meaning": "cut once, on the line, toward zero; in the currency it is billed in once more"
    },
    "policy": "new-commerce",
    "event": {
     "id": "637c7589-1e2a-8ce5-aa85-bdf3a9081447:1",
     "at": "2026-04-06T00:00:00.000Z",
     "types": [
      "SaasUsageCharged"
     ]
    },
    "by": {
     "kind": "system"
    },
    "billed": {
     "amount": "9.30",
     "currency": "EUR",
     "exchangeRate": "0.93",
     "month": "2026-03",
     "isInvoiced": true,
     "usageClosedAt": "2026-04-06T00:00:00.000Z"
    },
    "sentence": "10.01 USD for 500.75 × 1 Message of Messages sent of Fjordlys Signal, used in 2026-03: 500.75 × 0.02 = 10.015, cut to 10.01 USD, toward zero (LINE_DOWN); 0.02 from 1000 units on (the first 1000 of each calendar month are included), by the dimensions of Fjordlys Signal in NL, without a first day; at 0.93 that is 9.30 EUR, cut once more; closed at 2026-04-06T00:00:00.000Z; invoiced with 2026-03; policy new-commerce; SaasUsageCharged at 2026-04-06T00:00:00.000Z, as it fell due."
   }
  }
 },
 "exportBilledReconciliation": {
  "refusals": {},
  "answers": {}
 },
 "exportBilledUsage": {
  "refusals": {},
  "answers": {}
 },
 "exportUnbilledReconciliation": {
  "refusals": {},
  "answers": {}
 },
 "exportUnbilledUsage": {
  "refusals": {},
  "answers": {}
 },
 "fileSupportRequest": {
  "refusals": {
   "400/2011": "The subscription 4ebf10d1-d2e2-8eb8-8657-b8f318e0f222 is deleted, not active.",
   "400/800063": "Add-ons hang on d164980c-4382-8e34-b062-1db16f90fa4e: 21874d7d-4902-8aaf-8f51-4fd8f0f40539. Cancel them first.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "reason": "duplicate_order",
   "note": "Ordered twice"
  },
  "answers": {
   "201": {
    "id": "007d2566-1366-8b51-af96-93d1189b259c",
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "subscriptionId": "5b5586a2-88fb-8593-ac32-3d368f1173ec",
    "reason": "duplicate_order",
    "note": "Ordered twice",
    "status": "filed",
    "filedAt": "2026-06-20T13:00:00.000Z",
    "filedBy": "user of the test",
    "attributes": {
     "objectType": "SupportRequest"
    }
   }
  }
 },
 "findAnything": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "what": "customer",
      "id": "16c1799c-7d5a-42a5-a37e-cd6dfda05b5a",
      "name": "Tulpveld Logistiek",
      "domain": "tulpveldlogistiek.onmicrosoft.com",
      "customerId": "16c1799c-7d5a-42a5-a37e-cd6dfda05b5a",
      "partnerIds": [
       "681a8a81-1b6a-4c6f-be86-4694ee824f39"
      ],
      "seenAt": "/nextterm/v1/operations/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/find?text=tul",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/operations/find?text=tul&size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJxbWNNR1U3SkdmMkhES0F2Iiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcImFmdGVyXFxcIjpcXFwiNjgxYThhODEtMWI2YS00YzZmLWJlODYtNDY5NGVlODI0ZjM5XFxcIn1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "findMigrationEvents": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": [
    {
     "id": "034ed20c-ce8f-80dc-8f31-b96001dbff8b",
     "newCommerceMigrationId": "8edb9854-84e2-89cd-9e73-9901649ec370",
     "currentSubscriptionId": "2149655e-0d6f-8149-9a5b-38b0058111f0",
     "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
     "createdTime": "2026-03-02T10:00:00.000Z",
     "eventName": "MigrationStarted"
    }
   ]
  }
 },
 "getAgreementDocument": {
  "refusals": {},
  "answers": {
   "200": {
    "displayUri": "https://aka.ms/customeragreement?country=NL&language=nl-NL",
    "downloadUri": "https://aka.ms/customeragreement?country=NL&language=nl-NL&download=4c4e89bb-fcd9-4898-9bb9-bc28e5ca8a13&expires=2021-06-18T10:05:00.000Z",
    "language": "nl-NL",
    "country": "NL"
   }
  }
 },
 "getAgreementStatus": {
  "refusals": {
   "400/2000": "Name the reseller by mpnId or by tenantId, not by both.",
   "400/2001": "Name the reseller by mpnId or by tenantId.",
   "400/2200": "The PartnerID 999 is not valid.",
   "400/2201": "The reseller with the PartnerID 6120045 (NL) is not in the region of the provider (US).",
   "400/2203": "The reseller with the PartnerID 6120051 has not signed the Microsoft Partner Agreement.",
   "400/2204": "The PartnerID 5310388 is not enrolled as an indirect reseller.",
   "400/2205": "There is no account for the tenant 00000000-0000-4000-8000-00000000dead.",
   "400/2206": "The account of the tenant e3f55851-1536-447e-a1e8-6ae26cc563bd has not signed the Microsoft Partner Agreement."
  },
  "answers": {
   "200": {
    "isAgreementSigned": true
   }
  }
 },
 "getAuditEvidence": {
  "refusals": {},
  "answers": {
   "200": {
    "seal": {
     "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
     "number": 1,
     "day": "2026-06-10",
     "through": "2026-06-10T12:00:00.000Z_000998",
     "reached": {
      "day": "2026-06-10",
      "through": "2026-06-10T12:00:00.000Z_000998"
     },
     "previous": "",
     "records": 1000,
     "chains": 2,
     "heads": "51cc06b8809a875c613af5bd445ad9ecae2c205dca1302ddf6b1e466f35acbaf",
     "run": "b94ff4a4-e9a2-462c-ad83-39bab28ce0ca",
     "sealedAt": "2026-06-11T01:00:00.000Z",
     "hash": "3a0a75f0515094fbe5bbc19c1fe6bbf4ff2f60a1744033cb2d406847292afab5"
    },
    "items": [
     {
      "id": "2026-06-10T12:00:00.000Z_000199",
      "sealed": {
       "digest": "cb4679759547ec21d76a77bd0c5f314bc6eb846c120fc6bc9953859cb946b375"
      },
      "record": "{\"at\":\"2026-06-10T12:00:00.000Z\",\"id\":\"2026-06-10T12:00:00.000Z_000199\",\"operationType\":\"create_cart\",\"resourceType\":\"cart\",\"status\":\"succeeded\",\"subjects\":{},\"tenantId\":\"10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8\",\"type\":\"audit\"}"
     }
    ],
    "next": "2026-06-10T12:00:00.000Z_000398"
   }
  }
 },
 "getAuditRecord": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "2026-06-10T10:00:00.000Z_000000001-de515a63-4514-4374-8923-77af36f056af",
    "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "customerName": "Oresund Foods",
    "userPrincipalName": "Test",
    "resourceType": "subscription",
    "resourceOldValue": "{\"id\":\"1468cb13-e509-8f69-9d78-14c04855b9d3\",\"offerId\":\"NCBUSSTAND01:0001:BLLQ7DLJMGUM\",\"offerName\":\"Microsoft 365 Business Standard\",\"friendlyName\":\"Microsoft 365 Business Standard\",\"productType\":{\"id\":\"OnlineServicesNCE\",\"displayName\":\"OnlineServicesNCE\"},\"quantity\":10,\"unitType\":\"Licenses\",\"creationDate\":\"2026-06-10T10:00:00.000Z\",\"effectiveStartDate\":\"2026-06-10T10:00:00.000Z\",\"commitmentEndDate\":\"2027-06-09T00:00:00Z\",\"commitmentEndDateTime\":\"2027-06-09T23:59:59Z\",\"billingCycleEndDate\":\"2026-07-09T00:00:00Z\",\"billingCycleEndDateTime\":\"2026-07-09T23:59:59Z\",\"cancellationAllowedUntilDate\":\"2026-06-17T10:00:00.000Z\",\"status\":\"active\",\"autoRenewEnabled\":true,\"isTrial\":false,\"billingType\":\"license\",\"billingCycle\":\"monthly\",\"termDuration\":\"P1Y\",\"renewalTermDuration\":\"\",\"actions\":[\"edit\",\"cancel\"],\"refundOptions\":[{\"type\":\"Full\",\"expiresAt\":\"2026-06-11T10:00:00.000Z\"},{\"type\":\"Partial\",\"expiresAt\":\"2026-06-17T10:00:00.000Z\"}],\"refundableQuantity\":{\"totalQuantity\":10,\"details\":[{\"quantity\":10,\"allowedUntilDateTime\":\"2026-06-17T10:00:00.000Z\"}]},\"isMicrosoftProduct\":true,\"attentionNeeded\":false,\"actionTaken\":false,\"contractType\":\"subscription\",\"publisherName\":\"Microsoft Corporation\",\"orderId\":\"a8a07cbe8b9f\",\"links\":{\"product\":{\"uri\":\"/products/NCBUSSTAND01?country=SE\",\"method\":\"GET\",\"headers\":[]},\"sku\":{\"uri\":\"/products/NCBUSSTAND01/skus/0001?country=SE\",\"method\":\"GET\",\"headers\":[]},\"availability\":{\"uri\":\"/products/NCBUSSTAND01/skus/0001/availabilities/BLLQ7DLJMGUM?country=SE\",\"method\":\"GET\",\"headers\":[]},\"self\":{\"uri\":\"/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/1468cb13-e509-8f69-9d78-14c04855b9d3\",\"method\":\"GET\",\"headers\":[]}},\"attributes\":{\"etag\":\"eyJpZCI6IjE0NjhjYjEzLWU1MDktOGY2OS05ZDc4LTE0YzA0ODU1YjlkMyIsInZlcnNpb24iOjF9\",\"objectType\":\"Subscription\"}}",
    "resourceNewValue": "{\"id\":\"1468cb13-e509-8f69-9d78-14c04855b9d3\",\"offerId\":\"NCBUSSTAND01:0001:BLLQ7DLJMGUM\",\"offerName\":\"Microsoft 365 Business Standard\",\"friendlyName\":\"Microsoft 365 Business Standard\",\"productType\":{\"id\":\"OnlineServicesNCE\",\"displayName\":\"OnlineServicesNCE\"},\"quantity\":12,\"unitType\":\"Licenses\",\"creationDate\":\"2026-06-10T10:00:00.000Z\",\"effectiveStartDate\":\"2026-06-10T10:00:00.000Z\",\"commitmentEndDate\":\"2027-06-09T00:00:00Z\",\"commitmentEndDateTime\":\"2027-06-09T23:59:59Z\",\"billingCycleEndDate\":\"2026-07-09T00:00:00Z\",\"billingCycleEndDateTime\":\"2026-07-09T23:59:59Z\",\"cancellationAllowedUntilDate\":\"2026-06-17T10:00:00.000Z\",\"status\":\"active\",\"autoRenewEnabled\":true,\"isTrial\":false,\"billingType\":\"license\",\"billingCycle\":\"monthly\",\"termDuration\":\"P1Y\",\"renewalTermDuration\":\"\",\"actions\":[\"edit\",\"cancel\"],\"refundOptions\":[{\"type\":\"Full\",\"expiresAt\":\"2026-06-11T10:00:00.000Z\"},{\"type\":\"Partial\",\"expiresAt\":\"2026-06-17T10:00:00.000Z\"}],\"refundableQuantity\":{\"totalQuantity\":12,\"details\":[{\"quantity\":10,\"allowedUntilDateTime\":\"2026-06-17T10:00:00.000Z\"},{\"quantity\":2,\"allowedUntilDateTime\":\"2026-06-17T10:00:00.000Z\"}]},\"isMicrosoftProduct\":true,\"attentionNeeded\":false,\"actionTaken\":false,\"contractType\":\"subscription\",\"publisherName\":\"Microsoft Corporation\",\"orderId\":\"a8a07cbe8b9f\",\"links\":{\"product\":{\"uri\":\"/products/NCBUSSTAND01?country=SE\",\"method\":\"GET\",\"headers\":[]},\"sku\":{\"uri\":\"/products/NCBUSSTAND01/skus/0001?country=SE\",\"method\":\"GET\",\"headers\":[]},\"availability\":{\"uri\":\"/products/NCBUSSTAND01/skus/0001/availabilities/BLLQ7DLJMGUM?country=SE\",\"method\":\"GET\",\"headers\":[]},\"self\":{\"uri\":\"/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/1468cb13-e509-8f69-9d78-14c04855b9d3\",\"method\":\"GET\",\"headers\":[]}},\"attributes\":{\"etag\":\"eyJpZCI6IjE0NjhjYjEzLWU1MDktOGY2OS05ZDc4LTE0YzA0ODU1YjlkMyIsInZlcnNpb24iOjJ9\",\"objectType\":\"Subscription\"}}",
    "operationType": "update_subscription",
    "originalCorrelationId": "a01437ea-c59d-4fd1-99b0-681b038b7379",
    "operationDate": "2026-06-10T10:00:00.000Z",
    "operationStatus": "succeeded",
    "customizedData": [
     {
      "key": "SubscriptionId",
      "value": "1468cb13-e509-8f69-9d78-14c04855b9d3"
     }
    ],
    "attributes": {
     "objectType": "AuditRecord"
    }
   }
  }
 },
 "getAvailability": {
  "refusals": {
   "404/400013": "The product u does not exist in the market NL.",
   "404/400018": "The SKU f of the product NCBUSSTAND01 does not exist in the market NL.",
   "404/400019": "The availability of NCBUSSTAND01:0001:x does not exist in the market SE: read the availabilities again."
  },
  "answers": {
   "200": {
    "id": "BQKP2H030J2K",
    "productId": "NCBUSSTAND01",
    "skuId": "0001",
    "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
    "defaultCurrency": {
     "code": "EUR",
     "symbol": "€"
    },
    "segment": "commercial",
    "country": "NL",
    "isPurchasable": true,
    "isRenewable": true,
    "renewalInstructions": [
     {
      "applicableTermIds": [
       "t1mmon"
      ],
      "renewalOptions": [
       {
        "renewToId": "NCBUSSTAND01:0001",
        "isAutoRenewable": true
       }
      ]
     }
    ],
    "terms": [
     {
      "id": "t1mmon",
      "duration": "P1M",
      "description": "One month, billed monthly",
      "billingCycle": "Monthly",
      "cancellationPolicies": [
       {
        "refundOptions": [
         {
          "sequenceId": 0,
          "type": "Partial",
          "expiresAfter": "P7D"
         }
        ]
       }
      ],
      "renewalOptions": [
       {
        "termDuration": "P1M",
        "description": "One month"
       }
      ],
      "pricing": {
       "unitPrice": 10.08,
       "cyclePrice": 10.08,
       "currency": "EUR"
      }
     }
    ],
    "product": {
     "id": "NCBUSSTAND01",
     "title": "Microsoft 365 Business Standard",
     "description": "Desktop apps, mail, meetings and 1 TB of storage per user.",
     "productType": {
      "id": "OnlineServicesNCE",
      "displayName": "OnlineServicesNCE"
     },
     "isMicrosoftProduct": true,
     "publisherName": "Microsoft Corporation",
     "links": {
      "skus": {
       "uri": "/products/NCBUSSTAND01/skus?country=NL",
       "method": "GET",
       "headers": []
      },
      "self": {
       "uri": "/products/NCBUSSTAND01?country=NL",
       "method": "GET",
       "headers": []
      }
     }
    },
    "sku": {
     "id": "0001",
     "productId": "NCBUSSTAND01",
     "title": "Microsoft 365 Business Standard",
     "description": "Desktop apps, mail, meetings and 1 TB of storage per user.",
     "minimumQuantity": 1,
     "maximumQuantity": 300,
     "isTrial": false,
     "supportedBillingCycles": [
      "monthly"
     ],
     "purchasePrerequisites": [
      "MicrosoftCustomerAgreement"
     ],
     "inventoryVariables": [],
     "provisioningVariables": [],
     "actions": [
      "Refund"
     ],
     "dynamicAttributes": {
      "isMicrosoftProduct": true,
      "hasConstraints": false,
      "isAddon": false,
      "prerequisiteSkus": [],
      "isSoftwareAssuranceApplicable": false,
      "upgradeTargetOffers": [
       "NCBUSPREMI01:0001"
      ],
      "provisioningId": "3868b794-7f24-4988-ab3f-753f7a978802",
      "billingType": "license",
      "internal": false,
      "conversionInstructions": []
     },
     "links": {
      "availabilities": {
       "uri": "/products/NCBUSSTAND01/skus/0001/availabilities?country=NL",
       "method": "GET",
       "headers": []
      },
      "self": {
       "uri": "/products/NCBUSSTAND01/skus/0001?country=NL",
       "method": "GET",
       "headers": []
      }
     }
    },
    "links": {
     "self": {
      "uri": "/products/NCBUSSTAND01/skus/0001/availabilities/BQKP2H030J2K?country=NL",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getAzureRateCard": {
  "refusals": {
   "400/3000": "country: the catalogue has no market XX.",
   "400/900169": "There are no prices in EUR for the market NL; there are in: USD."
  },
  "answers": {
   "200": {
    "locale": "en-US",
    "currency": "USD",
    "isTaxIncluded": false,
    "meters": [
     {
      "id": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "name": "Virtual Machines D4 v5",
      "rates": {
       "0": 1
      },
      "tags": [],
      "category": "Virtual Machines",
      "subcategory": "Dv5",
      "region": "EU West",
      "unit": "1 Hour",
      "includedQuantity": 0,
      "effectiveDate": "2026-03-01T00:00:00.000Z"
     }
    ],
    "offerTerms": [],
    "attributes": {
     "objectType": "AzureRateCard"
    }
   }
  }
 },
 "getAzureUsage": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "azureSubscriptionId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "meterId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "name": "Virtual Machines D4 v5",
      "unit": "1 Hour",
      "pricingCurrency": "USD",
      "pricingPreTaxTotal": "0.73",
      "tiers": [
       {
        "fromUnits": "0",
        "quantity": "1",
        "unitPrice": "0.868",
        "effectiveUnitPrice": "0.73",
        "subtotal": "0.73"
       }
      ],
      "days": [
       {
        "usageDate": "2026-03-02",
        "quantity": "1",
        "unitPrice": "0.868",
        "partnerEarnedCreditPercentage": 15,
        "pricingPreTaxTotal": "0.7378"
       }
      ],
      "attributes": {
       "objectType": "MeterUsage"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/usage/azure?month=2026-03",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "getBillingProfile": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "2e35a9a7-1253-802e-87cc-966a5e5f23eb",
    "email": "inkoop@lelie.example",
    "culture": "nl-NL",
    "language": "nl",
    "companyName": "Lelieveld",
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "defaultAddress": {
     "country": "NL",
     "region": "West",
     "city": "Utrecht",
     "state": "UT",
     "district": "Centrum",
     "addressLine1": "Havenkade 12",
     "addressLine2": "Hal 3",
     "addressLine3": "Deur 2",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "middleName": "van",
     "lastName": "Kuiper",
     "emailAddress": "ilse@lelie.example",
     "phoneNumber": "0301234567"
    },
    "links": {
     "self": {
      "uri": "/customers/3b1f43c9-556c-8d46-8be6-f88a1e66d8b0/profiles/billing",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjJlMzVhOWE3LTEyNTMtODAyZS04N2NjLTk2NmE1ZTVmMjNlYiIsInZlcnNpb24iOjF9",
     "objectType": "CustomerBillingProfile"
    }
   }
  }
 },
 "getCart": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800008": "There is no cart 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "6458946b-2bdc-8e4d-bd11-425edce01fa8",
    "creationTimestamp": "2026-06-28T10:00:00.000Z",
    "lastModifiedTimestamp": "2026-06-28T10:00:00.000Z",
    "expirationTimestamp": "2026-07-05T10:00:00.000Z",
    "lastModifiedUser": "user of the test",
    "status": "Active",
    "lineItems": [
     {
      "id": 4,
      "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
      "quantity": 10,
      "currencyCode": "EUR",
      "billingCycle": "annual",
      "termDuration": "P1Y",
      "provisioningContext": {},
      "orderGroup": "0",
      "pricing": {
       "listPrice": 120.96,
       "discountedPrice": 120.96,
       "proratedPrice": 120.96,
       "price": 120.96,
       "extendedPrice": 1209.6
      },
      "priceChange": {
       "changedAt": "2026-07-01T00:00:00.000Z",
       "previousPricing": {
        "listPrice": 120.96,
        "discountedPrice": 108.864,
        "proratedPrice": 108.864,
        "price": 108.864,
        "extendedPrice": 1088.64
       },
       "previousPromotionId": "PRSUMMER0001:0001:PRAV00000001"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/carts/6458946b-2bdc-8e4d-bd11-425edce01fa8",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Cart"
    }
   }
  }
 },
 "getCompanyProfile": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "tenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "domain": "zonnebloeminstallaties.onmicrosoft.com",
    "companyName": "Zonnebloem Installaties",
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/profiles/company",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "CustomerCompanyProfile"
    }
   }
  }
 },
 "getCountryRules": {
  "refusals": {},
  "answers": {
   "200": {
    "iso2Code": "US",
    "defaultCulture": "en-US",
    "isStateRequired": true,
    "isPostalCodeRequired": true,
    "postalCodeRegex": "^\\d{5}(-\\d{4})?$",
    "isVatIdSupported": false,
    "taxIdFormat": "^\\d{2}-?\\d{7}$",
    "taxIdSample": "12-3456789",
    "phoneNumberRegex": "^(\\+?1)?\\d{10}$",
    "isTaxIdSupported": true,
    "resellerAgreementRegion": "US",
    "geographicRegion": "United States",
    "isCityRequired": true,
    "isRegistrationNumberSupported": false,
    "states": {
     "value": [
      "AL"
     ]
    },
    "supportedLanguages": {
     "value": [
      "en"
     ]
    },
    "supportedCultures": {
     "value": [
      "en-US"
     ]
    },
    "countryCallingCodes": {
     "value": [
      "1"
     ]
    },
    "attributes": {
     "objectType": "CountryInformation"
    }
   }
  }
 },
 "getCustomer": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "bc0b573a-b23a-827c-bc73-3bbe241ffeb2",
    "commerceId": "ed747d69-01af-87c3-8cd3-c800f7d35a40",
    "companyProfile": {
     "tenantId": "bc0b573a-b23a-827c-bc73-3bbe241ffeb2",
     "domain": "lelie.onmicrosoft.com",
     "companyName": "Lelieveld",
     "links": {
      "self": {
       "uri": "/customers/bc0b573a-b23a-827c-bc73-3bbe241ffeb2/profiles/company",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "objectType": "CustomerCompanyProfile"
     }
    },
    "billingProfile": {
     "id": "f65bbfc6-4292-875d-b44c-f906a52b98ef",
     "email": "inkoop@lelie.example",
     "culture": "nl-NL",
     "language": "nl",
     "companyName": "Lelieveld",
     "defaultAddress": {
      "country": "NL",
      "city": "Utrecht",
      "addressLine1": "Havenkade 12",
      "postalCode": "3511 AA",
      "firstName": "Ilse",
      "lastName": "Kuiper",
      "phoneNumber": "0301234567"
     },
     "links": {
      "self": {
       "uri": "/customers/bc0b573a-b23a-827c-bc73-3bbe241ffeb2/profiles/billing",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "etag": "eyJpZCI6ImY2NWJiZmM2LTQyOTItODc1ZC1iNDRjLWY5MDZhNTJiOThlZiIsInZlcnNpb24iOjF9",
      "objectType": "CustomerBillingProfile"
     }
    },
    "relationshipToPartner": "reseller",
    "allowDelegatedAccess": true,
    "customDomains": [
     "lelie.onmicrosoft.com"
    ],
    "associatedPartnerId": "611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e",
    "links": {
     "self": {
      "uri": "/customers/bc0b573a-b23a-827c-bc73-3bbe241ffeb2",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Customer"
    }
   }
  }
 },
 "getCustomerAvailability": {
  "refusals": {
   "404/400013": "The product 00000000-0000-0000-0000-000000000000 does not exist in the market SE.",
   "404/400018": "The SKU 00000000-0000-0000-0000-000000000000 of the product NCBUSSTAND01 does not exist in the market SE.",
   "404/400019": "The availability of NCBUSSTAND01:0001:00000000-0000-0000-0000-000000000000 does not exist in the market SE: read the availabilities again.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "4QXL4TRHWIPM",
    "productId": "NCM365COPIL1",
    "skuId": "0001",
    "catalogItemId": "NCM365COPIL1:0001:4QXL4TRHWIPM",
    "defaultCurrency": {
     "code": "EUR",
     "symbol": "€"
    },
    "segment": "commercial",
    "country": "NL",
    "isPurchasable": false,
    "restrictions": [
     {
      "reasonCode": "BaseMissing",
      "description": "The add-on needs one of these, held by the customer or in the same cart: NCBUSBASIC01:0001, NCBUSSTAND01:0001, NCBUSPREMI01:0001, NCM365ENTE03:0001, NCM365ENTE05:0001, NCM365ENTE05:0003, NCO365ENTE03:0001.",
      "properties": {}
     }
    ],
    "isRenewable": true,
    "renewalInstructions": [
     {
      "applicableTermIds": [
       "t1ymon"
      ],
      "renewalOptions": [
       {
        "renewToId": "NCM365COPIL1:0001",
        "isAutoRenewable": true
       }
      ]
     }
    ],
    "terms": [
     {
      "id": "t1ymon",
      "duration": "P1Y",
      "description": "One year, billed monthly",
      "billingCycle": "Monthly",
      "cancellationPolicies": [
       {
        "refundOptions": [
         {
          "sequenceId": 0,
          "type": "Partial",
          "expiresAfter": "P7D"
         }
        ]
       }
      ],
      "renewalOptions": [
       {
        "termDuration": "P1Y",
        "description": "One year"
       }
      ],
      "pricing": {
       "unitPrice": 269.76,
       "cyclePrice": 22.48,
       "currency": "EUR"
      }
     }
    ],
    "product": {
     "id": "NCM365COPIL1",
     "title": "Microsoft 365 Copilot",
     "description": "AI assistance in the Microsoft 365 apps; at most one per base licence.",
     "productType": {
      "id": "OnlineServicesNCE",
      "displayName": "OnlineServicesNCE"
     },
     "isMicrosoftProduct": true,
     "publisherName": "Microsoft Corporation",
     "links": {
      "skus": {
       "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus",
       "method": "GET",
       "headers": []
      },
      "self": {
       "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1",
       "method": "GET",
       "headers": []
      }
     }
    },
    "sku": {
     "id": "0001",
     "productId": "NCM365COPIL1",
     "title": "Microsoft 365 Copilot",
     "description": "AI assistance in the Microsoft 365 apps; at most one per base licence.",
     "minimumQuantity": 1,
     "maximumQuantity": 10000000,
     "isTrial": false,
     "supportedBillingCycles": [
      "monthly"
     ],
     "purchasePrerequisites": [
      "MicrosoftCustomerAgreement"
     ],
     "inventoryVariables": [],
     "provisioningVariables": [],
     "actions": [
      "Refund"
     ],
     "dynamicAttributes": {
      "isMicrosoftProduct": true,
      "hasConstraints": false,
      "isAddon": true,
      "prerequisiteSkus": [
       "NCBUSBASIC01:0001"
      ],
      "isSoftwareAssuranceApplicable": false,
      "upgradeTargetOffers": [],
      "provisioningId": "3ac76f8f-d351-48b0-9033-931fbe596c8f",
      "billingType": "license",
      "internal": false,
      "conversionInstructions": []
     },
     "links": {
      "availabilities": {
       "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus/0001/availabilities",
       "method": "GET",
       "headers": []
      },
      "self": {
       "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus/0001",
       "method": "GET",
       "headers": []
      }
     }
    },
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus/0001/availabilities/4QXL4TRHWIPM",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getCustomerProduct": {
  "refusals": {
   "404/400013": "The product 00000000-0000-0000-0000-000000000000 does not exist in the market SE.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "NCBUSSTAND01",
    "title": "Microsoft 365 Business Standard",
    "description": "Desktop apps, mail, meetings and 1 TB of storage per user.",
    "productType": {
     "id": "OnlineServicesNCE",
     "displayName": "OnlineServicesNCE"
    },
    "isMicrosoftProduct": true,
    "publisherName": "Microsoft Corporation",
    "links": {
     "skus": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCBUSSTAND01/skus",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCBUSSTAND01",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getCustomerSku": {
  "refusals": {
   "404/400013": "The product 00000000-0000-0000-0000-000000000000 does not exist in the market SE.",
   "404/400018": "The SKU 00000000-0000-0000-0000-000000000000 of the product NCBUSSTAND01 does not exist in the market SE.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "0001",
    "productId": "NCBUSPREMI01",
    "title": "Microsoft 365 Business Premium",
    "description": "Business Standard with device management and advanced security.",
    "minimumQuantity": 1,
    "maximumQuantity": 300,
    "isTrial": false,
    "supportedBillingCycles": [
     "monthly"
    ],
    "purchasePrerequisites": [
     "MicrosoftCustomerAgreement"
    ],
    "inventoryVariables": [],
    "provisioningVariables": [],
    "actions": [
     "Refund"
    ],
    "dynamicAttributes": {
     "isMicrosoftProduct": true,
     "hasConstraints": false,
     "isAddon": false,
     "prerequisiteSkus": [],
     "isSoftwareAssuranceApplicable": false,
     "upgradeTargetOffers": [
      "NCM365ENTE03:0001"
     ],
     "provisioningId": "0e83ed77-3c22-4883-8e42-cb6dec0c41a0",
     "billingType": "license",
     "internal": false,
     "conversionInstructions": []
    },
    "links": {
     "availabilities": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCBUSPREMI01/skus/0001/availabilities",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCBUSPREMI01/skus/0001",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getDirectSignedStatus": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "isSigned": false
   }
  }
 },
 "getEntitlement": {
  "refusals": {
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800111": "There is no Azure subscription 00000000-0000-0000-0000-000000000000 under this plan."
  },
  "answers": {
   "200": {
    "id": "bc72df40-8a90-8924-a247-40c61c9398b8",
    "friendlyName": "Subscription 1",
    "status": "active",
    "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
    "accessGaps": [
     {
      "from": "2026-03-10",
      "to": "2026-03-11"
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements/bc72df40-8a90-8924-a247-40c61c9398b8",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "AzureEntitlement"
    }
   }
  }
 },
 "getExportManifest": {
  "refusals": {
   "410/1000": "The export abfc5d13-e884-8b90-adaa-5827a280bff2 expired at 2021-07-09T00:00:00.000Z, and its files are gone: ask for it again."
  },
  "answers": {
   "200": {
    "id": "1a3c6b66-9211-8166-94d1-03d23018ab06",
    "schemaVersion": "1",
    "dataFormat": "compressedJSON",
    "createdDateTime": "2021-07-07T00:00:00.000Z",
    "expirationDateTime": "2021-07-14T00:00:00.000Z",
    "eTag": "w5DP9pOI0gxQRWD0",
    "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "rootDirectory": "memory://exports/export-1a3c6b66-9211-8166-94d1-03d23018ab06",
    "sasToken": "hours=24",
    "partitionType": "Default",
    "blobCount": 1,
    "blobs": [
     {
      "name": "part-00001-5cfdefc303e78d10.json.gz",
      "partitionValue": "1",
      "sizeInBytes": 833,
      "itemCount": 3
     }
    ]
   }
  }
 },
 "getExportOperation": {
  "refusals": {
   "410/1000": "The export abfc5d13-e884-8b90-adaa-5827a280bff2 expired at 2021-07-09T00:00:00.000Z, and its files are gone: ask for it again."
  },
  "answers": {
   "200": {
    "@odata.type": "#microsoft.graph.partners.billing.exportSuccessOperation",
    "id": "1a3c6b66-9211-8166-94d1-03d23018ab06",
    "status": "succeeded",
    "createdDateTime": "2021-07-07T00:00:00.000Z",
    "lastActionDateTime": "2021-07-07T00:00:00.000Z",
    "progress": {
     "itemCount": 3,
     "blobCount": 1
    },
    "resourceLocation": {
     "id": "1a3c6b66-9211-8166-94d1-03d23018ab06",
     "schemaVersion": "1",
     "dataFormat": "compressedJSON",
     "createdDateTime": "2021-07-07T00:00:00.000Z",
     "expirationDateTime": "2021-07-14T00:00:00.000Z",
     "eTag": "w5DP9pOI0gxQRWD0",
     "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
     "rootDirectory": "memory://exports/export-1a3c6b66-9211-8166-94d1-03d23018ab06",
     "sasToken": "hours=24",
     "partitionType": "Default",
     "blobCount": 1,
     "blobs": [
      {
       "name": "part-00001-5cfdefc303e78d10.json.gz",
       "partitionValue": "1",
       "sizeInBytes": 833,
       "itemCount": 3
      }
     ]
    },
    "resourceLocation@odata.navigationLink": "/v1.0/reports/partners/billing/manifests/1a3c6b66-9211-8166-94d1-03d23018ab06"
   }
  }
 },
 "getForecast": {
  "refusals": {
   "404/60003": "There is no customer 16c1799c-7d5a-42a5-a37e-cd6dfda05b5a."
  },
  "answers": {
   "200": {
    "asOf": "2026-05-20T00:00:00.000Z",
    "until": "2026-08-01T00:00:00.000Z",
    "customers": 5,
    "subscriptions": 4,
    "totalCount": 3,
    "attributes": {
     "objectType": "Collection"
    },
    "unreadable": [
     {
      "kind": "subscription",
      "id": "b3a31c57-27f8-87dd-a228-7f1bd9fd4db4"
     }
    ],
    "items": [
     {
      "month": "2026-05",
      "currency": "EUR",
      "lines": 0,
      "amount": "0.00",
      "linesWithoutPlans": 0,
      "amountWithoutPlans": "0.00",
      "happenings": []
     }
    ],
    "renewals": [
     {
      "date": "2026-06-10",
      "currency": "EUR",
      "lines": 1,
      "amount": "100.80",
      "linesWithoutPlans": 1,
      "amountWithoutPlans": "100.80"
     }
    ],
    "unknown": [
     {
      "customerId": "69bfcd23-bbf1-433a-a7d9-cbf03b4f19dc",
      "subscriptionId": "c1c08f8d-1869-8bca-9f17-5d23f8fba534",
      "friendlyName": "Exchange Online (Plan 1)",
      "from": "2026-07-20T00:00:00.000Z",
      "reason": "migration_planned"
     }
    ],
    "notIncluded": [
     "azure_usage"
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/forecast?months=3",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getImport": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "00000000-1111-4222-8333-444444444444",
    "importedDate": "2026-03-02T10:00:00.000Z",
    "files": [
     "de.csv"
    ],
    "markets": [
     {
      "country": "DE",
      "skus": 1,
      "priceLines": 40
     }
    ],
    "attributes": {
     "objectType": "Import"
    }
   }
  }
 },
 "getInvoice": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "G000000001",
    "invoiceDate": "2021-07-07T00:00:00.000Z",
    "billingPeriodStartDate": "2021-06-01T00:00:00Z",
    "billingPeriodEndDate": "2021-06-30T00:00:00Z",
    "dueDate": "2021-09-05T00:00:00Z",
    "subtotal": 119.61,
    "taxTotal": 25.12,
    "totalCharges": 144.73,
    "paidAmount": 0,
    "currencyCode": "EUR",
    "currencySymbol": "€",
    "lineItemCount": 3,
    "taxReceipts": [],
    "invoiceDetails": [
     {
      "invoiceLineItemType": "billing_line_items",
      "billingProvider": "one_time",
      "links": {
       "self": {
        "uri": "/invoices/OneTime-G000000001/lineitems/OneTime/BillingLineItems",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "InvoiceDetail"
      }
     }
    ],
    "amendments": [],
    "documentType": "invoice",
    "invoiceType": "OneTime",
    "status": "active",
    "links": {
     "self": {
      "uri": "/invoices/G000000001",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Invoice"
    },
    "pdfDownloadLink": "/invoices/G000000001/documents/statement"
   }
  }
 },
 "getInvoiceReceiptStatement": {
  "refusals": {},
  "answers": {}
 },
 "getInvoiceRun": {
  "refusals": {},
  "answers": {
   "200": {
    "month": "2021-06",
    "status": "issued",
    "startedAt": "2021-07-07T00:00:00.000Z",
    "issuedAt": "2021-07-07T00:00:00.000Z",
    "linesCounted": 2,
    "partsLeft": 0,
    "invoices": [
     "G000000001"
    ],
    "links": {
     "invoices": [
      {
       "uri": "/invoices/G000000001",
       "method": "GET",
       "headers": []
      }
     ]
    }
   }
  }
 },
 "getInvoiceStatement": {
  "refusals": {},
  "answers": {}
 },
 "getLegalBusinessProfile": {
  "refusals": {},
  "answers": {
   "200": {
    "companyName": "Havn Cloud",
    "address": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "primaryContact": {
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "email": "ilse@havn.example"
    },
    "companyApproverAddress": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "companyApproverEmail": "ilse@havn.example",
    "vettingStatus": "authorized",
    "vettingSubStatus": "none",
    "profileType": "LegalBusinessProfile",
    "links": {
     "self": {
      "uri": "/profiles/legalbusiness",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "LegalBusinessProfile"
    }
   }
  }
 },
 "getMarket": {
  "refusals": {},
  "answers": {
   "200": {
    "country": "DE",
    "version": "717c852f-0168-457d-aca4-69596346e2e0",
    "importedDate": "2026-03-02T10:00:00.000Z",
    "skus": 1,
    "priceLines": 40,
    "promotions": 0,
    "currencies": [
     "CHF"
    ],
    "attributes": {
     "objectType": "Market"
    }
   }
  }
 },
 "getMigration": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "919352d3-7fae-8220-8642-c77816dda532",
    "startedTime": "2026-02-01T09:00:00.000Z",
    "completedTime": "2026-02-01T09:00:00.000Z",
    "status": "Completed",
    "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "currentSubscriptionId": "3a4e5105-ce2b-8d07-91c5-02e02c3e8322",
    "catalogItemId": "NCEXCHONPLN1:0001:OPLLNF25MML9",
    "newCommerceSubscriptionId": "5b3782e2-ea85-8841-a59c-727cf685c226",
    "newCommerceOrderId": "16397919f5c0",
    "subscriptionEndDate": "2026-06-30T00:00:00Z",
    "quantity": 2,
    "termDuration": "P1Y",
    "billingCycle": "monthly",
    "purchaseFullTerm": false,
    "customTermEndDate": "2026-06-30T00:00:00Z",
    "addOnMigrations": [
     {
      "id": "919352d3-7fae-8220-8642-c77816dda532",
      "startedTime": "2026-02-01T09:00:00.000Z",
      "completedTime": "2026-02-01T09:00:00.000Z",
      "status": "Completed",
      "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "currentSubscriptionId": "753fcd5e-21d9-832e-a182-c907373d8076",
      "catalogItemId": "NCEXCHARCHV1:0001:OS6OKZMD405Q",
      "newCommerceSubscriptionId": "db2d66f6-5a14-8bcd-80e4-5ddea1f920e1",
      "newCommerceOrderId": "16397919f5c0",
      "subscriptionEndDate": "2026-06-30T00:00:00Z",
      "quantity": 2,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "purchaseFullTerm": false,
      "customTermEndDate": "2026-06-30T00:00:00Z",
      "addOnMigrations": []
     }
    ],
    "attributes": {
     "objectType": "NewCommerceMigration"
    }
   }
  }
 },
 "getMigrationSchedule": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "7f085cb0-5178-8e44-9d75-f1d6a7e55fb3",
    "currentSubscriptionId": "cc2ee4e1-a6c4-8895-8ec9-4269ee3d6208",
    "quantity": 1,
    "purchaseFullTerm": false,
    "status": "Created",
    "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "subscriptionEndDate": "2027-01-12T00:00:00Z",
    "targetDate": "2026-03-01T00:00:00Z",
    "migrateOnRenewal": false,
    "createdTime": "2026-02-01T09:00:00.000Z",
    "lastModifiedTime": "2026-02-01T09:00:00.000Z",
    "addOnMigrations": [
     {
      "currentSubscriptionId": "29b89b71-9d22-8b91-a5de-948bbabd38f9",
      "quantity": 1,
      "purchaseFullTerm": false
     }
    ],
    "attributes": {
     "objectType": "NewCommerceMigrationSchedule"
    }
   }
  }
 },
 "getMpnProfile": {
  "refusals": {
   "404/3000": "There is no partner with the PartnerID 999."
  },
  "answers": {
   "200": {
    "partnerName": "Havn Cloud",
    "mpnId": "5310388",
    "profileType": "MpnProfile",
    "links": {
     "self": {
      "uri": "/profiles/mpn?mpnId=5310388",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "MpnProfile"
    }
   }
  }
 },
 "getNotification": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "20210618T100000000Z-c12ffff7-c8e9-890e-b27b-ca928c444f5e",
    "kind": "suspended",
    "date": "2021-06-18T10:00:00.000Z",
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "cause": "d164980c-4382-8e34-b062-1db16f90fa4e:2",
    "to": "i.kuiper@zonnebloeminstallaties.example",
    "language": "en",
    "subject": "Microsoft 365 Business Standard was suspended",
    "status": "sent",
    "attempts": 1,
    "sentDate": "2021-06-18T10:00:00.000Z",
    "repeats": 0,
    "attributes": {
     "objectType": "Notification"
    },
    "from": "havn Cloud",
    "replyTo": "help@havn.example",
    "messageId": "<20210618T100000000Z-c12ffff7-c8e9-890e-b27b-ca928c444f5e@nextterm.example>",
    "text": "Dear Zonnebloem Installaties,\n\nYour subscription Microsoft 365 Business Standard, with 10 licences, was suspended: your users have no access to it.\n\nKind regards, havn Cloud\n",
    "html": "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Microsoft 365 Business Standard was suspended</title></head><body>\n<p>Dear Zonnebloem Installaties,</p>\n<p>Your subscription Microsoft 365 Business Standard, with 10 licences, was suspended: your users have no access to it.</p>\n<p>Kind regards, havn Cloud</p>\n</body></html>\n"
   }
  }
 },
 "getNotificationSettings": {
  "refusals": {},
  "answers": {
   "200": {
    "isSent": false,
    "senderName": "havn Cloud",
    "replyTo": "help@havn.example",
    "partnerEmail": "desk@havn.example",
    "language": "en",
    "kinds": [
     "renewalAhead"
    ],
    "known": [
     {
      "kind": "renewalAhead",
      "when": "A subscription renews in 30 days; in 7 where its term is of three months or less.",
      "to": [
       "customer"
      ],
      "onSince": "2021-06-18T09:59:00.000Z"
     }
    ],
    "attributes": {
     "objectType": "NotificationSettings",
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9"
    }
   }
  }
 },
 "getOffer": {
  "refusals": {
   "400/2100": "x is no traditional offer of the market SE: read products and SKUs instead.",
   "400/3000": "country: the catalogue has no market XX."
  },
  "answers": {
   "200": {
    "id": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
    "name": "Exchange Online (Plan 1)",
    "description": "Mail for business, as a traditional licence.",
    "minimumQuantity": 1,
    "maximumQuantity": 10000,
    "rank": 0,
    "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
    "locale": "en-US",
    "country": "NL",
    "category": {
     "id": "OnlineServices",
     "name": "Online services",
     "rank": 0,
     "locale": "en-US",
     "country": "NL"
    },
    "limitUnitOfMeasure": "None",
    "prerequisiteOffers": [],
    "isAddOn": false,
    "hasAddOns": true,
    "isAvailableForPurchase": true,
    "billing": "license",
    "supportedBillingCycles": [
     "monthly"
    ],
    "isAutoRenewable": true,
    "upgradeTargetOffers": [
     "2f707c7c-2433-49a5-a437-9ca7cf40d3eb"
    ],
    "conversionTargetOffers": [],
    "isTrial": false,
    "unitType": "Licenses",
    "product": {
     "id": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
     "name": "Exchange Online (Plan 1)",
     "unit": "Licenses"
    },
    "links": {
     "addOns": {
      "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123/addons?country=NL",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Offer"
    }
   }
  }
 },
 "getOptions": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 11,
    "items": [
     {
      "action": "addSeats",
      "possible": true,
      "rule": "SUB-2",
      "until": "2027-06-01T00:00:00.000Z",
      "effect": {
       "status": "active",
       "quantity": 11,
       "charges": [
        {
         "id": "d553812a-e1c9-88b0-a517-0fbd27791dca|00000002|001",
         "chargeType": "addQuantity",
         "sign": -1,
         "orderDate": "2026-06-01T10:00:00.000Z",
         "chargeStartDate": "2026-06-01T00:00:00Z",
         "chargeEndDate": "2026-06-30T00:00:00Z",
         "unitPrice": "16.48",
         "effectiveUnitPrice": "-14.5024",
         "quantity": 10,
         "subtotal": "-145.02",
         "currency": "EUR",
         "arithmetic": {
          "billableDays": 30,
          "cycleDays": 30,
          "rounding": "LINE_DOWN"
         },
         "referenceId": "d553812a-e1c9-88b0-a517-0fbd27791dca|version 2",
         "orderId": "a2ce419f08df",
         "subscriptionId": "d553812a-e1c9-88b0-a517-0fbd27791dca",
         "productId": "NCBUSPREMI01",
         "skuId": "0001",
         "availabilityId": "Y7Y7X2IQ395T",
         "termAndBillingCycle": "One-Year commitment for monthly billing",
         "promotionId": "PRBUSPREMI01:0001:PRSPRING2026"
        }
       ],
       "amount": "14.5",
       "currency": "EUR",
       "windowClosesAt": "2026-06-08T10:00:00.000Z",
       "removed": [],
       "reversibleUntil": "2026-06-08T10:00:00.000Z"
      }
     }
    ],
    "ifNobodyActs": {
     "what": "cycleCharge",
     "at": "2026-07-01T00:00:00.000Z",
     "state": "ahead",
     "brings": {
      "asOf": "2026-06-01T10:00:00.000Z",
      "status": "active",
      "product": {
       "productId": "NCBUSPREMI01",
       "skuId": "0001",
       "availabilityId": "Y7Y7X2IQ395T",
       "title": "Microsoft 365 Business Premium"
      },
      "quantity": 10,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "termEndDate": "2027-05-31T00:00:00Z",
      "unitPrice": "14.5024",
      "listPrice": "16.48",
      "promotionId": "PRBUSPREMI01:0001:PRSPRING2026",
      "charges": [
       {
        "id": "d553812a-e1c9-88b0-a517-0fbd27791dca|00000002|001",
        "chargeType": "cycleCharge",
        "sign": 1,
        "orderDate": "2026-07-01T00:00:00.000Z",
        "chargeStartDate": "2026-07-01T00:00:00Z",
        "chargeEndDate": "2026-07-31T00:00:00Z",
        "unitPrice": "16.48",
        "effectiveUnitPrice": "14.5024",
        "quantity": 10,
        "subtotal": "145.02",
        "currency": "EUR",
        "arithmetic": {
         "billableDays": 31,
         "cycleDays": 31,
         "rounding": "LINE_DOWN"
        },
        "referenceId": "d553812a-e1c9-88b0-a517-0fbd27791dca|term 1|cycle 1",
        "orderId": "a2ce419f08df",
        "subscriptionId": "d553812a-e1c9-88b0-a517-0fbd27791dca",
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "availabilityId": "Y7Y7X2IQ395T",
        "termAndBillingCycle": "One-Year commitment for monthly billing",
        "promotionId": "PRBUSPREMI01:0001:PRSPRING2026"
       }
      ],
      "amount": "145.02",
      "currency": "EUR",
      "events": [
       "CycleCharged"
      ]
     }
    },
    "atTermEnd": {
     "what": "renewal",
     "at": "2027-06-01T00:00:00.000Z",
     "brings": {
      "asOf": "2026-06-01T10:00:00.000Z",
      "status": "active",
      "product": {
       "productId": "NCBUSPREMI01",
       "skuId": "0001",
       "availabilityId": "Y7Y7X2IQ395T",
       "title": "Microsoft 365 Business Premium"
      },
      "quantity": 10,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "termEndDate": "2028-05-31T00:00:00Z",
      "unitPrice": "16.48",
      "charges": [
       {
        "id": "d553812a-e1c9-88b0-a517-0fbd27791dca|00000013|001",
        "chargeType": "renew",
        "sign": 1,
        "orderDate": "2027-06-01T00:00:00.000Z",
        "chargeStartDate": "2027-06-01T00:00:00Z",
        "chargeEndDate": "2027-06-30T00:00:00Z",
        "unitPrice": "16.48",
        "effectiveUnitPrice": "16.48",
        "quantity": 10,
        "subtotal": "164.80",
        "currency": "EUR",
        "arithmetic": {
         "billableDays": 30,
         "cycleDays": 30,
         "rounding": "LINE_DOWN"
        },
        "referenceId": "d553812a-e1c9-88b0-a517-0fbd27791dca|term 2|cycle 0",
        "orderId": "a2ce419f08df",
        "subscriptionId": "d553812a-e1c9-88b0-a517-0fbd27791dca",
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "availabilityId": "Y7Y7X2IQ395T",
        "termAndBillingCycle": "One-Year commitment for monthly billing"
       }
      ],
      "amount": "164.8",
      "currency": "EUR",
      "events": [
       "PromotionNotKept"
      ]
     }
    },
    "attributes": {
     "objectType": "Options"
    }
   }
  }
 },
 "getOrder": {
  "refusals": {
   "404/20000": "There is no order bece1af7396d."
  },
  "answers": {
   "200": {
    "id": "2070f4129180",
    "alternateId": "2070f4129180",
    "referenceCustomerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "billingCycle": "monthly",
    "currencyCode": "EUR",
    "currencySymbol": "€",
    "lineItems": [
     {
      "lineItemNumber": 0,
      "offerId": "NCKANAALPL01:0001:R6TRZJX5HKQU",
      "subscriptionId": "e0d9e080-c4ad-8b81-acf2-d87c6a2eaf66",
      "termDuration": "P1M",
      "transactionType": "New",
      "friendlyName": "Kanaal Planner Standard",
      "quantity": 10,
      "provisioningContext": {},
      "pricing": {
       "listPrice": 4.32,
       "discountedPrice": 4.32,
       "proratedPrice": 4.32,
       "price": 4.32,
       "extendedPrice": 43.2
      },
      "links": {
       "product": {
        "uri": "/products/NCKANAALPL01?country=NL",
        "method": "GET",
        "headers": []
       },
       "sku": {
        "uri": "/products/NCKANAALPL01/skus/0001?country=NL",
        "method": "GET",
        "headers": []
       },
       "availability": {
        "uri": "/products/NCKANAALPL01/skus/0001/availabilities/R6TRZJX5HKQU?country=NL",
        "method": "GET",
        "headers": []
       },
       "subscription": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/e0d9e080-c4ad-8b81-acf2-d87c6a2eaf66",
        "method": "GET",
        "headers": []
       },
       "activationLinks": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/2070f4129180/lineitems/0/activationlinks",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "creationDate": "2026-06-10T09:00:00.000Z",
    "status": "completed",
    "transactionType": "UserPurchase",
    "totalPrice": 43.2,
    "partnerOnRecordAttestationAccepted": true,
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/2070f4129180",
      "method": "GET",
      "headers": []
     },
     "provisioningStatus": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/2070f4129180/provisioningstatus",
      "method": "GET",
      "headers": []
     },
     "patchOperation": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/2070f4129180",
      "method": "PATCH",
      "headers": []
     },
     "activationLinks": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/2070f4129180/activationlinks",
      "method": "GET",
      "headers": []
     }
    },
    "client": {},
    "attributes": {
     "objectType": "Order"
    }
   }
  }
 },
 "getOrderProvisioningStatus": {
  "refusals": {
   "404/20000": "There is no order bece1af7396d."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "orderLineItemId": "26cf867a-b46a-8f3b-b349-445bd5743726",
      "lineItemNumber": 0,
      "status": "fulfilled",
      "quantityProvisioningInformation": [
       {
        "quantity": 1,
        "status": "fulfilled"
       }
      ]
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/d7da6957e9e4/provisioningstatus",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "getOrganizationProfile": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "companyName": "Havn Cloud",
    "defaultAddress": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "domain": "havn.onmicrosoft.com",
    "email": "post@havn.example",
    "language": "en",
    "culture": "nl-NL",
    "profileType": "OrganizationProfile",
    "links": {
     "self": {
      "uri": "/profiles/organization",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "OrganizationProfile"
    }
   }
  }
 },
 "getOverage": {
  "refusals": {
   "403/800114": "The caller may not manage the overage of PhoneServices: its roles do not carry that right.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "azureEntitlementId": "5155c3ac-ed64-8bdf-9c8d-3482980c6910",
      "type": "PhoneServices",
      "overageEnabled": true,
      "links": {
       "overage": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/overage",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "Overage"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/overage",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "getOverageHandover": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "35cd0c50-dfce-84a1-8f29-fad4ef1ef0e4",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "service": "PhoneServices",
    "status": "cleared",
    "fromPartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "toPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "requestedBy": "source",
    "requestedAt": "2026-03-02T10:00:00.000Z",
    "expiresAt": "2026-04-01T10:00:00.000Z",
    "agreements": [
     {
      "party": "source",
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "agreed": true,
      "at": "2026-03-02T10:00:00.000Z"
     }
    ],
    "awaits": [
     {
      "party": "target",
      "step": "assign"
     }
    ],
    "clearedAt": "2026-03-10T09:00:00.000Z",
    "attributes": {
     "objectType": "OverageHandover"
    }
   }
  }
 },
 "getPartner": {
  "refusals": {},
  "answers": {
   "200": {
    "tenantId": "5a1c2f3e-0b4d-4c6e-8f70-91a2b3c4d5e6",
    "kind": "indirect_provider",
    "name": "Kade Distributie",
    "partnerId": "5400001",
    "country": "NL",
    "currency": "EUR",
    "address": [
     "Kade 1"
    ],
    "programmeStatus": "active",
    "domains": [
     "kade.example"
    ],
    "slug": "kade",
    "resellers": [
     "6400001"
    ],
    "attributes": {
     "objectType": "OperatedPartner"
    }
   }
  }
 },
 "getPartnerBillingProfile": {
  "refusals": {},
  "answers": {
   "200": {
    "companyName": "Havn Cloud",
    "address": {
     "country": "NL",
     "region": "West",
     "city": "Utrecht",
     "state": "UT",
     "district": "Centrum",
     "addressLine1": "Havenkade 12",
     "addressLine2": "Hal 3",
     "addressLine3": "Deur 2",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "middleName": "van",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "primaryContact": {
     "firstName": "Ilse",
     "phoneNumber": "0301234567"
    },
    "purchaseOrderNumber": "9888",
    "taxId": "NL123456789B01",
    "billingCurrency": "EUR",
    "profileType": "BillingProfile",
    "links": {
     "self": {
      "uri": "/profiles/billing",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "BillingProfile"
    }
   }
  }
 },
 "getPlanUsageSummary": {
  "refusals": {
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "resourceId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
    "resourceName": "Azure plan",
    "billingStartDate": "2026-03-01T00:00:00Z",
    "billingEndDate": "2026-03-31T23:59:59Z",
    "totalCost": 73.78,
    "currencyCode": "USD",
    "currencyLocale": "en-US",
    "costs": [
     {
      "totalCost": 73.78,
      "currencyCode": "USD"
     }
    ],
    "notInUsd": [
     {
      "totalCost": 13.3,
      "currencyCode": "EUR"
     }
    ],
    "lastModifiedDate": "2026-03-03T10:00:00.000Z",
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/usagesummary",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "SubscriptionUsageSummary"
    }
   }
  }
 },
 "getProduct": {
  "refusals": {
   "404/400013": "The product NCUNKNOWN001 does not exist in the market NL."
  },
  "answers": {
   "200": {
    "id": "NCBUSPREMI01",
    "title": "Microsoft 365 Business Premium",
    "description": "Business Standard with device management and advanced security.",
    "productType": {
     "id": "OnlineServicesNCE",
     "displayName": "OnlineServicesNCE"
    },
    "isMicrosoftProduct": true,
    "publisherName": "Microsoft Corporation",
    "links": {
     "skus": {
      "uri": "/products/NCBUSPREMI01/skus?country=NL",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/products/NCBUSPREMI01?country=NL",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getProductUpgrade": {
  "refusals": {
   "400/900111": "The upgrade request 00000000-0000-0000-0000-000000000000 is not this customer's.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "customerId": "2c3aedb6-34a2-435b-b794-2ad2eee764e0",
   "productFamily": "Azure"
  },
  "answers": {
   "200": {
    "id": "e0cd9e05-989f-829f-a7fe-0ec989eac004",
    "status": "Failed",
    "productFamily": "azure",
    "lineItems": [
     {
      "sourceProduct": {
       "id": "0d3cc282-a96a-461a-822b-9ed4a73de8bf",
       "name": "AzureSubscription"
      },
      "targetProduct": {
       "id": "5192a75b-8aa9-8a37-a38e-9dbb0fc446d0",
       "name": "Microsoft Azure plan"
      },
      "upgradedDate": "2026-03-02T10:00:00.000Z",
      "status": "Failed",
      "errorDetails": {
       "code": "900105",
       "description": "The Azure subscription is suspended: take it up again, and repeat the request."
      }
     }
    ],
    "attributes": {
     "objectType": "ProductUpgradeStatus"
    }
   }
  }
 },
 "getPromotion": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "PRBUSPREMI01:0001:PRSPRING2026",
    "name": "Business Premium spring offer",
    "description": "12 % off Business Premium for 5 to 200 seats.",
    "startDate": "2026-03-01T00:00:00.000Z",
    "endDate": "2026-06-30T23:59:59.000Z",
    "properties": {
     "isAutoApplicable": true
    },
    "requiredProducts": [
     {
      "productId": "NCBUSPREMI01",
      "skuId": "0001",
      "term": {
       "duration": "P1Y",
       "billingCycle": "Monthly"
      },
      "pricingPolicies": [
       {
        "policyType": "PercentDiscount",
        "value": "0.12"
       }
      ]
     }
    ],
    "promotionConstraints": {
     "seatConstraints": [
      {
       "minSeats": 5,
       "maxSeats": 200,
       "type": "SubscriptionQuantity"
      }
     ],
     "assetOwnershipLimits": [
      {
       "minAssets": 0,
       "maxAssets": 1,
       "type": "LifetimeRedemptionCount"
      }
     ],
     "eligibilityConstraints": [
      {
       "isApplicable": true,
       "type": "FirstPurchase"
      }
     ],
     "productOwnershipConstraints": [
      [
       {
        "bigId": "NCEXCHON0001/0001"
       }
      ]
     ]
    }
   }
  }
 },
 "getRegistration": {
  "refusals": {},
  "answers": {
   "200": {
    "SubscriberId": "eef8e890-fc8f-8413-b323-c82c2e83acff",
    "WebhookUrl": "https://havn.example/registered",
    "WebhookEvents": [
     "subscription-updated"
    ]
   }
  }
 },
 "getSku": {
  "refusals": {
   "404/400013": "The product 0 does not exist in the market NL.",
   "404/400018": "The SKU 0009 of the product NCBUSPREMI01 does not exist in the market NL."
  },
  "answers": {
   "200": {
    "id": "0001",
    "productId": "NCFJORDSIG01",
    "title": "Fjordlys Signal",
    "description": "Messages to customers, charged by what is sent.",
    "minimumQuantity": 1,
    "maximumQuantity": 1,
    "isTrial": false,
    "supportedBillingCycles": [
     "monthly"
    ],
    "purchasePrerequisites": [
     "MicrosoftCustomerAgreement"
    ],
    "inventoryVariables": [],
    "provisioningVariables": [],
    "actions": [
     "Refund"
    ],
    "constraints": [
     {
      "constraintName": "AssetOwnershipLimit",
      "constraintValue": 3,
      "constraintType": "LifetimeCount"
     }
    ],
    "dynamicAttributes": {
     "isMicrosoftProduct": false,
     "hasConstraints": true,
     "isAddon": false,
     "prerequisiteSkus": [],
     "isSoftwareAssuranceApplicable": false,
     "upgradeTargetOffers": [],
     "billingType": "usage",
     "dimensions": [
      {
       "id": "messages",
       "displayName": "Messages sent",
       "unitOfMeasure": "1 Message",
       "currency": "USD",
       "tiers": [
        {
         "fromUnits": "0",
         "unitPrice": "0"
        }
       ],
       "effectiveFrom": "2026-02-01",
       "effectiveTo": "2026-05-01"
      }
     ],
     "internal": false,
     "conversionInstructions": []
    },
    "links": {
     "availabilities": {
      "uri": "/products/NCFJORDSIG01/skus/0001/availabilities?country=NL",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/products/NCFJORDSIG01/skus/0001?country=NL",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "getStatement": {
  "refusals": {},
  "answers": {
   "200": {
    "month": "2021-06",
    "status": "running",
    "lastMonth": "2021-05",
    "asOf": "2021-06-03T10:00:00.000Z",
    "invoices": [],
    "totals": [
     {
      "currency": "EUR",
      "lines": 4,
      "amount": "4.19",
      "lastMonth": "155.44",
      "difference": "-151.25"
     }
    ],
    "reasons": [
     {
      "reason": "new",
      "currency": "EUR",
      "lines": 1,
      "amount": "30.24",
      "lastMonth": "155.44",
      "difference": "-125.20"
     }
    ],
    "totalCount": 1,
    "items": [
     {
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "customerName": "Zonnebloem Installaties",
      "productId": "NCBUSBASIC01",
      "skuId": "0001",
      "name": "Microsoft 365 Business Basic",
      "reason": "new",
      "currency": "EUR",
      "lines": 0,
      "amount": "0.00",
      "lastMonth": "22.40",
      "difference": "-22.40"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/statements/2021-06",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/statements/2021-06?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJHMHpCU2xYSjNUYUpidjgxIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcInNoYXJkXFxcIjowLFxcXCJ3aXRoaW5cXFwiOjF9XCJ9Il0"
       }
      ]
     },
     "coming": {
      "uri": "/nextterm/v1/statements/2021-06/coming",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "getStatementToDate": {
  "refusals": {},
  "answers": {
   "200": {
    "month": "2026-06",
    "status": "running",
    "day": 15,
    "lastMonth": "2026-05",
    "lastMonthDay": 15,
    "asOf": "2026-06-15T09:00:00.000Z",
    "totals": [
     {
      "currency": "EUR",
      "lines": 1,
      "amount": "120.96",
      "lastMonth": "100.80",
      "difference": "20.16"
     }
    ],
    "usage": [],
    "days": [
     {
      "day": 1,
      "currency": "EUR",
      "amount": "0.00",
      "soFar": "0.00",
      "lastMonth": "0.00",
      "lastMonthSoFar": "0.00"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/statements/2026-06/todate",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "StatementToDate"
    },
    "unreadable": [
     {
      "kind": "ledgerLine"
     }
    ]
   }
  }
 },
 "getStatus": {
  "refusals": {},
  "answers": {
   "200": {
    "status": "healthy",
    "parts": [
     {
      "name": "storage",
      "state": "up"
     }
    ],
    "sweep": {
     "state": "paused",
     "reason": "a look at the prices",
     "since": "2021-07-17T23:00:00.000Z",
     "by": {
      "tenantId": "9eee026c-68e0-4319-b967-f041adede329",
      "userId": "o"
     },
     "kinds": [
      "renewal"
     ],
     "drained": false,
     "running": [],
     "last": {
      "startedAt": "2021-07-18T00:10:00.000Z",
      "endedAt": "2021-07-18T00:10:00.000Z",
      "tookMillis": 0
     },
     "now": "2021-07-18T00:10:00.000Z",
     "attributes": {
      "objectType": "Sweep"
     }
    },
    "figures": {
     "countedAt": "2021-07-18T00:10:00.000Z",
     "due": {
      "count": 2,
      "byKind": [
       {
        "kind": "renewal",
        "count": 2
       }
      ],
      "oldest": {
       "kind": "renewal",
       "at": "2021-07-18T00:00:00.000Z"
      }
     },
     "parked": {
      "count": 0
     },
     "consumersParked": {
      "count": 0
     },
     "deadLetters": {
      "count": 0
     },
     "unreadable": {
      "count": 0
     }
    },
    "versions": {
     "app": "0.1.0",
     "node": "20.20.2",
     "policy": "new-commerce",
     "orchestrations": "1",
     "rows": 2
    },
    "attributes": {
     "objectType": "InstallationStatus"
    }
   }
  }
 },
 "getSubscription": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "1346b34c-c063-800d-beac-add5beb5c3f9",
    "offerId": "NCBUSSTAND01:0001:BQKP2H030J2K",
    "offerName": "Microsoft 365 Business Standard",
    "friendlyName": "Microsoft 365 Business Standard",
    "productType": {
     "id": "OnlineServicesNCE",
     "displayName": "OnlineServicesNCE"
    },
    "quantity": 10,
    "unitType": "Licenses",
    "hasPurchasableAddons": true,
    "creationDate": "2026-06-10T10:00:00.000Z",
    "effectiveStartDate": "2026-06-10T10:00:00.000Z",
    "commitmentEndDate": "2027-06-09T00:00:00Z",
    "commitmentEndDateTime": "2027-06-09T23:59:59Z",
    "billingCycleEndDate": "2026-07-09T00:00:00Z",
    "billingCycleEndDateTime": "2026-07-09T23:59:59Z",
    "cancellationAllowedUntilDate": "2026-06-17T10:00:00.000Z",
    "status": "active",
    "autoRenewEnabled": true,
    "isTrial": false,
    "billingType": "license",
    "billingCycle": "monthly",
    "termDuration": "P1Y",
    "renewalTermDuration": "",
    "actions": [
     "edit"
    ],
    "refundOptions": [
     {
      "type": "Full",
      "expiresAt": "2026-06-11T10:00:00.000Z"
     }
    ],
    "refundableQuantity": {
     "totalQuantity": 10,
     "details": [
      {
       "quantity": 10,
       "allowedUntilDateTime": "2026-06-17T10:00:00.000Z"
      }
     ]
    },
    "isMicrosoftProduct": true,
    "attentionNeeded": false,
    "actionTaken": false,
    "contractType": "subscription",
    "publisherName": "Microsoft Corporation",
    "orderId": "056072086f74",
    "scheduledNextTermInstructions": {
     "product": {
      "productId": "NCBUSPREMI01",
      "skuId": "0001",
      "availabilityId": "Y7Y7X2IQ395T",
      "termDuration": "P1Y",
      "billingCycle": "monthly"
     },
     "quantity": 12,
     "customTermEndDate": "2028-05-31T00:00:00Z"
    },
    "scheduledActions": [
     {
      "scheduleType": "TermEnd",
      "actionType": "RenewToNewTerm",
      "instructions": {
       "product": {
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "availabilityId": "Y7Y7X2IQ395T",
        "termDuration": "P1Y",
        "billingCycle": "monthly"
       },
       "quantity": 12,
       "customTermEndDate": "2028-05-31T00:00:00Z"
      }
     }
    ],
    "links": {
     "product": {
      "uri": "/products/NCBUSSTAND01?country=NL",
      "method": "GET",
      "headers": []
     },
     "sku": {
      "uri": "/products/NCBUSSTAND01/skus/0001?country=NL",
      "method": "GET",
      "headers": []
     },
     "availability": {
      "uri": "/products/NCBUSSTAND01/skus/0001/availabilities/BQKP2H030J2K?country=NL",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/1346b34c-c063-800d-beac-add5beb5c3f9",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEzNDZiMzRjLWMwNjMtODAwZC1iZWFjLWFkZDViZWI1YzNmOSIsInZlcnNpb24iOjV9",
     "objectType": "Subscription"
    }
   }
  }
 },
 "getSubscriptionProvisioningStatus": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "skuId": "3868b794-7f24-4988-ab3f-753f7a978802",
    "status": "success",
    "quantity": 10,
    "endDate": "2027-03-01T00:00:00Z",
    "attributes": {
     "objectType": "SubscriptionProvisioningStatus"
    }
   }
  }
 },
 "getSupportContact": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "supportTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "supportMpnId": "5310388",
    "name": "Havn Cloud",
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/af1d5a14-dad8-858a-a493-341875415107/supportcontact",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "SupportContact"
    }
   }
  }
 },
 "getSupportProfile": {
  "refusals": {},
  "answers": {
   "200": {
    "email": "help@havn.example",
    "telephone": "0301234567",
    "website": "www.havn.example",
    "profileType": "support_profile",
    "links": {
     "self": {
      "uri": "/profiles/support",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "PartnerSupportProfile"
    }
   }
  }
 },
 "getSupportRequest": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "6c594586-1046-8423-a52d-06d1df9b7b39",
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "subscriptionId": "43cb1967-c71d-8fc5-85cc-9f4953f9720f",
    "reason": "duplicate_order",
    "note": "Ordered twice",
    "status": "granted",
    "filedAt": "2026-06-25T10:00:00.000Z",
    "filedBy": "user of the test",
    "decidedAt": "2026-06-25T10:00:00.000Z",
    "decidedBy": "Op",
    "refund": "50.40",
    "attributes": {
     "objectType": "SupportRequest"
    }
   }
  }
 },
 "getSweep": {
  "refusals": {},
  "answers": {
   "200": {
    "state": "draining",
    "reason": "version 2",
    "since": "2021-06-18T10:00:00.000Z",
    "by": {
     "tenantId": "9eee026c-68e0-4319-b967-f041adede329",
     "userId": "o"
    },
    "drained": true,
    "running": [],
    "last": {
     "startedAt": "2021-06-18T10:00:00.000Z",
     "endedAt": "2021-06-18T10:00:00.000Z",
     "tookMillis": 0
    },
    "now": "2021-06-18T10:00:00.000Z",
    "attributes": {
     "objectType": "Sweep"
    }
   }
  }
 },
 "getTimeline": {
  "refusals": {
   "404/20003": "There is no subscription 0f8fad5b-d9cb-469f-a165-70867728950e."
  },
  "answers": {
   "200": {
    "asOf": "2026-07-12T10:00:00.000Z",
    "present": {
     "status": "active",
     "friendlyName": "Microsoft 365 Business Standard",
     "orderId": "de232c8b3399",
     "product": {
      "productId": "NCBUSSTAND01",
      "skuId": "0001",
      "availabilityId": "BQKP2H030J2K",
      "title": "Microsoft 365 Business Standard"
     },
     "quantity": 10,
     "termDuration": "P1M",
     "billingCycle": "monthly",
     "autoRenewEnabled": true,
     "term": {
      "number": 2,
      "from": "2026-07-10T00:00:00.000Z",
      "until": "2026-08-10T00:00:00.000Z"
     },
     "cycle": {
      "from": "2026-07-10T00:00:00.000Z",
      "until": "2026-08-10T00:00:00.000Z"
     },
     "cancellableUntil": "2026-07-17T00:00:00.000Z",
     "seatsThatCanComeOff": 10,
     "atRisk": {
      "action": "cancel",
      "through": "subscription",
      "quantity": 10,
      "until": "2026-07-17T00:00:00.000Z",
      "amount": "94.29",
      "currency": "EUR"
     }
    },
    "ifNobodyActs": {
     "what": "renewal",
     "at": "2026-08-10T00:00:00.000Z",
     "state": "ahead",
     "brings": {
      "asOf": "2026-07-12T10:00:00.000Z",
      "status": "active",
      "product": {
       "productId": "NCBUSSTAND01",
       "skuId": "0001",
       "availabilityId": "BQKP2H030J2K",
       "title": "Microsoft 365 Business Standard"
      },
      "quantity": 10,
      "termDuration": "P1M",
      "billingCycle": "monthly",
      "termEndDate": "2026-09-09T00:00:00Z",
      "unitPrice": "10.08",
      "charges": [
       {
        "id": "43cb1967-c71d-8fc5-85cc-9f4953f9720f|00000003|001",
        "chargeType": "renew",
        "sign": 1,
        "orderDate": "2026-08-10T00:00:00.000Z",
        "chargeStartDate": "2026-08-10T00:00:00Z",
        "chargeEndDate": "2026-09-09T00:00:00Z",
        "unitPrice": "10.08",
        "effectiveUnitPrice": "10.08",
        "quantity": 10,
        "subtotal": "100.80",
        "currency": "EUR",
        "arithmetic": {
         "billableDays": 31,
         "cycleDays": 31,
         "rounding": "LINE_DOWN"
        },
        "referenceId": "43cb1967-c71d-8fc5-85cc-9f4953f9720f|term 3|cycle 0",
        "orderId": "de232c8b3399",
        "subscriptionId": "43cb1967-c71d-8fc5-85cc-9f4953f9720f",
        "productId": "NCBUSSTAND01",
        "skuId": "0001",
        "availabilityId": "BQKP2H030J2K",
        "termAndBillingCycle": "One-Month commitment for monthly billing"
       }
      ],
      "amount": "100.8",
      "currency": "EUR",
      "events": [
       "SubscriptionRenewed"
      ]
     }
    },
    "totalCount": 5,
    "items": [
     {
      "id": "43cb1967-c71d-8fc5-85cc-9f4953f9720f:2.1",
      "kind": "subscription_renewed",
      "tense": "past",
      "at": "2026-07-10T00:00:00.000Z",
      "title": "Renewal",
      "rule": "REN-3",
      "says": {
       "termNumber": 2,
       "termStart": "2026-07-10",
       "termEnd": "2026-08-09",
       "completedAt": "2026-07-10T00:00:00.000Z"
      },
      "charges": [
       {
        "id": "43cb1967-c71d-8fc5-85cc-9f4953f9720f|00000002|001",
        "chargeType": "renew",
        "sign": 1,
        "orderDate": "2026-07-10T00:00:00.000Z",
        "chargeStartDate": "2026-07-10T00:00:00Z",
        "chargeEndDate": "2026-08-09T00:00:00Z",
        "unitPrice": "10.08",
        "effectiveUnitPrice": "10.08",
        "quantity": 10,
        "subtotal": "100.80",
        "currency": "EUR",
        "arithmetic": {
         "billableDays": 31,
         "cycleDays": 31,
         "rounding": "LINE_DOWN"
        },
        "referenceId": "43cb1967-c71d-8fc5-85cc-9f4953f9720f|term 2|cycle 0",
        "orderId": "de232c8b3399",
        "subscriptionId": "43cb1967-c71d-8fc5-85cc-9f4953f9720f",
        "productId": "NCBUSSTAND01",
        "skuId": "0001",
        "availabilityId": "BQKP2H030J2K",
        "termAndBillingCycle": "One-Month commitment for monthly billing"
       }
      ],
      "amount": "100.8",
      "currency": "EUR",
      "events": [
       "43cb1967-c71d-8fc5-85cc-9f4953f9720f:2"
      ]
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/43cb1967-c71d-8fc5-85cc-9f4953f9720f/timeline",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/43cb1967-c71d-8fc5-85cc-9f4953f9720f/timeline?size=5&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJoMHB3NTNRMjJPNW54Rm1rIiwie1wibGltaXRcIjo1LFwiY29udGludWF0aW9uXCI6XCIyMDI2LTA4LTEwVDAwOjAwOjAwLjAwMFp8MXwwMDAwMDAwMy4wMDF8c3Vic2NyaXB0aW9uX3JlbmV3ZWR8MjAyNi0wOC0xMFQwMDowMDowMC4wMDBafDFcIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "getTransfer": {
  "refusals": {
   "404/900100": "There is no transfer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "id": "02f29405-dd7d-8bcb-8940-2c61c02cc16c",
    "status": "Complete",
    "transferType": 5,
    "transferDirection": 2,
    "customerEmailId": "it@oresundfoods.example",
    "customerName": "Oresund Foods",
    "customerTenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "partnertenantid": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "sourcePartnerName": "Havn Cloud",
    "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "targetPartnerName": "Nordlys IT",
    "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "ignoreEligibilityCheck": false,
    "createdTime": "2026-06-10T10:00:00.000Z",
    "lastModifiedTime": "2026-06-10T10:00:00.000Z",
    "completedTime": "2026-06-10T10:00:00.000Z",
    "expirationTime": "2026-07-11T00:00:00.000Z",
    "lastModifiedUser": "user of the test",
    "lineItems": [
     {
      "id": 0,
      "subscriptionId": "ce1900bb-f9da-8682-b472-6af19bfd3703",
      "productType": "OnlineServicesNCE",
      "offerId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
      "orderId": "cade319921c7",
      "quantity": 10,
      "billingCycle": "monthly",
      "friendlyName": "Microsoft 365 Business Standard",
      "status": "Complete"
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/02f29405-dd7d-8bcb-8940-2c61c02cc16c",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "TransferEntity"
    }
   }
  }
 },
 "getUsage": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "subscriptionId": "c00f2ac6-3345-8497-bd89-df4887bb10d6",
      "meterId": "messages",
      "name": "Messages sent",
      "unit": "1 Message",
      "pricingCurrency": "USD",
      "pricingPreTaxTotal": "10.01",
      "tiers": [
       {
        "fromUnits": "0",
        "quantity": "1000",
        "unitPrice": "0",
        "effectiveUnitPrice": "0",
        "subtotal": "0.00"
       }
      ],
      "days": [
       {
        "usageDate": "2026-03-02",
        "quantity": "1000",
        "unitPrice": "0",
        "partnerEarnedCreditPercentage": 0,
        "pricingPreTaxTotal": "0"
       }
      ],
      "attributes": {
       "objectType": "MeterUsage"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/usage?subscriptionId=c00f2ac6-3345-8497-bd89-df4887bb10d6&month=2026-03",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "getUsageBudget": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "amount": 25,
    "attributes": {
     "objectType": "SpendingBudget"
    }
   }
  }
 },
 "getUsageSummary": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "resourceId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "resourceName": "Oresund Foods",
    "billingStartDate": "2026-03-01T00:00:00Z",
    "billingEndDate": "2026-03-31T23:59:59Z",
    "totalCost": 0.1,
    "currencyCode": "EUR",
    "currencyLocale": "en-US",
    "costs": [
     {
      "totalCost": 0.1,
      "currencyCode": "EUR"
     }
    ],
    "notInUsd": [
     {
      "totalCost": 0.1,
      "currencyCode": "EUR"
     }
    ],
    "budget": {
     "attributes": {
      "objectType": "SpendingBudget"
     }
    },
    "lastModifiedDate": "2026-03-03T10:00:00.000Z",
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/usagesummary",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "CustomerUsageSummary"
    }
   }
  }
 },
 "getValidationEvent": {
  "refusals": {},
  "answers": {
   "200": {
    "correlationId": "2ff3fe84-2089-414d-aa98-ebdd31c7b151",
    "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "status": "completed",
    "callbackUrl": "https://hooks.example/one",
    "results": [
     {
      "responseCode": "418",
      "responseMessage": "said 418",
      "systemError": false,
      "dateTimeUtc": "2021-06-18T10:00:00.000Z"
     }
    ]
   }
  }
 },
 "getValidationStatus": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-4000-8000-00000000dead.",
   "404/600074": "There is no validation status of the customer 2651b17e-fcd4-47f9-8f6e-97619d30cfbe."
  },
  "answers": {}
 },
 "getWebhook": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "d926c010-c71d-82be-8ae0-a4c77f77718c",
    "form": "own",
    "url": "https://hooks.example/one",
    "events": [
     "subscription.*"
    ],
    "customers": [],
    "products": [],
    "status": "active",
    "circuit": {
     "state": "halfOpen",
     "failures": 5,
     "openSince": "2021-06-18T12:29:35.550Z",
     "nextProbe": "2021-06-21T10:30:00.000Z"
    },
    "secrets": [
     {}
    ],
    "createdDate": "2021-06-18T10:00:00.000Z",
    "attributes": {
     "objectType": "Webhook",
     "etag": "eyJpZCI6ImQ5MjZjMDEwLWM3MWQtODJiZS04YWUwLWE0Yzc3Zjc3NzE4YyIsInZlcnNpb24iOjF9"
    }
   }
  }
 },
 "getWebhookCertificate": {
  "refusals": {},
  "answers": {}
 },
 "grantSupportRequest": {
  "refusals": {},
  "request": {
   "refund": "0"
  },
  "answers": {
   "200": {
    "id": "2941da7a-a7ea-8b86-8ce7-329f4cd42121",
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "subscriptionId": "acd5bdc4-dfa8-850b-9a70-559071c08230",
    "reason": "incorrect_purchase",
    "note": "",
    "status": "granted",
    "filedAt": "2026-06-09T10:00:00.000Z",
    "filedBy": "user of the test",
    "decidedAt": "2026-06-09T10:00:00.000Z",
    "decidedBy": "Op",
    "refund": "73.92",
    "attributes": {
     "objectType": "SupportRequest"
    },
    "outOfProportion": [
     {
      "productId": "NCM365COPIL1",
      "skuId": "0001",
      "held": 10,
      "base": 0,
      "most": 0,
      "description": "10 licences of NCM365COPIL1:0001 are more than the 0 that 0 base licences allow: none can be added until they fit."
     }
    ]
   }
  }
 },
 "health": {
  "refusals": {},
  "answers": {
   "200": {
    "bus": {
     "state": "none"
    },
    "healthy": true,
    "status": "degraded",
    "dependencies": [
     {
      "name": "storage",
      "state": "up",
      "latencyMillis": 0
     }
    ],
    "wrongSettings": [],
    "parts": [
     {
      "name": "storage",
      "state": "up"
     }
    ]
   }
  }
 },
 "healthLive": {
  "refusals": {},
  "answers": {
   "200": {
    "status": "live"
   }
  }
 },
 "healthReady": {
  "refusals": {},
  "answers": {
   "200": {
    "status": "ready"
   }
  }
 },
 "listAddOns": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "20c94d14-2e95-8adb-8ea3-187118843b6f",
      "offerId": "16dc8dad-2af2-45bb-ae80-aba6a21254a5",
      "offerName": "Exchange Online Archiving",
      "friendlyName": "Exchange Online Archiving",
      "productType": {
       "id": "OnlineServices",
       "displayName": "OnlineServices"
      },
      "quantity": 2,
      "unitType": "License(s)",
      "hasPurchasableAddons": false,
      "creationDate": "2026-01-13T10:00:00.000Z",
      "effectiveStartDate": "2026-01-13T10:00:00.000Z",
      "commitmentEndDate": "2027-01-12T00:00:00Z",
      "commitmentEndDateTime": "2027-01-12T23:59:59Z",
      "billingCycleEndDate": "2026-02-12T00:00:00Z",
      "billingCycleEndDateTime": "2026-02-12T23:59:59Z",
      "cancellationAllowedUntilDate": "2027-01-12T23:59:59Z",
      "status": "active",
      "autoRenewEnabled": true,
      "isTrial": false,
      "billingType": "license",
      "billingCycle": "monthly",
      "termDuration": "P1Y",
      "renewalTermDuration": "",
      "actions": [
       "edit"
      ],
      "refundOptions": [],
      "isMicrosoftProduct": true,
      "attentionNeeded": false,
      "actionTaken": false,
      "contractType": "subscription",
      "publisherName": "Microsoft Corporation",
      "orderId": "43f86c871a29",
      "parentSubscriptionId": "915cb25f-bc9a-8ec0-a4f2-558dcd70300d",
      "links": {
       "product": {
        "uri": "/products/16dc8dad-2af2-45bb-ae80-aba6a21254a5?country=NL",
        "method": "GET",
        "headers": []
       },
       "sku": {
        "uri": "/products/16dc8dad-2af2-45bb-ae80-aba6a21254a5/skus/0001?country=NL",
        "method": "GET",
        "headers": []
       },
       "availability": {
        "uri": "/products/16dc8dad-2af2-45bb-ae80-aba6a21254a5/skus/0001/availabilities/XN5S7N7D92Q4?country=NL",
        "method": "GET",
        "headers": []
       },
       "offer": {
        "uri": "/offers/16dc8dad-2af2-45bb-ae80-aba6a21254a5?country=NL",
        "method": "GET",
        "headers": []
       },
       "parentSubscription": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/915cb25f-bc9a-8ec0-a4f2-558dcd70300d",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/20c94d14-2e95-8adb-8ea3-187118843b6f",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "etag": "eyJpZCI6IjIwYzk0ZDE0LTJlOTUtOGFkYi04ZWEzLTE4NzExODg0M2I2ZiIsInZlcnNpb24iOjF9",
       "objectType": "Subscription"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/915cb25f-bc9a-8ec0-a4f2-558dcd70300d/addons",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAgreementTemplates": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
      "agreementType": "MicrosoftCustomerAgreement",
      "agreementLink": "https://aka.ms/customeragreement",
      "versionRank": 0
     }
    ],
    "links": {
     "self": {
      "uri": "/agreements",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAgreements": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "userId": "a3e5411b-66ef-8f42-b615-a0f688200015",
      "primaryContact": {
       "firstName": "Ilse",
       "lastName": "Kuiper",
       "email": "i.kuiper@zonnebloeminstallaties.example",
       "phoneNumber": "0301234567"
      },
      "templateId": "117a77b0-9360-443b-8795-c6dedc750cf9",
      "dateAgreed": "2020-12-15T00:00:00.000Z",
      "type": "MicrosoftCustomerAgreement",
      "agreementLink": "https://aka.ms/customeragreement"
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/agreements",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAllDeadLetters": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "webhookId": "83034153-7300-8561-a835-5f7afc8f9959",
      "url": "https://hooks.example/havn",
      "eventId": "1beae40c-3c5a-82e4-8492-4b402b677d7b:1",
      "eventTypes": [
       "subscription.SubscriptionPurchased"
      ],
      "acceptedDate": "2021-06-18T09:59:00.000Z",
      "attempts": 10,
      "deadDate": "2021-06-21T05:18:31.134Z",
      "reason": "the last answer was 500"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/webhooks/deadletters",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/operations/webhooks/deadletters?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJBbkQ1a2l0YzdubUZTdER0Iiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcImRvbmVcXFwiOjF9XCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAssignableOverage": {
  "refusals": {
   "403/800114": "The caller may not manage the overage of PhoneServices: its roles do not carry that right.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 4,
    "items": [
     {
      "azureEntitlementId": "09d42389-cb62-842e-8ee1-78fb02aa7ab1",
      "friendlyName": "Microsoft Azure",
      "purpose": "standard",
      "partnerId": "6120045"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/overage/PhoneServices/assignable",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAuditAnchors": {
  "refusals": {},
  "answers": {
   "200": {
    "tenants": [
     {
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "seals": [
       {
        "number": 1,
        "day": "2026-06-10",
        "hash": "70a6f6d12f07d2d4be87527074539e77b65ec6e0618b87d289b47a7eb3acccd3"
       }
      ]
     }
    ]
   }
  }
 },
 "listAuditRecords": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 500,
    "items": [
     {
      "id": "2026-03-02T10:00:00.000Z_000000004-1d098ac7-263c-4bb0-a7f7-7ebc2d16f296",
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "customerName": "Oresund Foods",
      "userPrincipalName": "Test",
      "resourceType": "cart",
      "resourceNewValue": "{\"id\":\"adb9b265-5d63-80e2-9e98-9f28b71cc05f\",\"creationTimestamp\":\"2026-03-02T10:00:00.000Z\",\"lastModifiedTimestamp\":\"2026-03-02T10:00:00.000Z\",\"expirationTimestamp\":\"2026-03-09T10:00:00.000Z\",\"lastModifiedUser\":\"user of the test\",\"status\":\"Active\",\"partnerOnRecordAttestationAccepted\":true,\"lineItems\":[{\"id\":0,\"catalogItemId\":\"NCBUSSTAND01:0001:BLLQ7DLJMGUM\",\"quantity\":2,\"currencyCode\":\"EUR\",\"billingCycle\":\"monthly\",\"termDuration\":\"P1Y\",\"provisioningContext\":{},\"orderGroup\":\"0\",\"pricing\":{\"listPrice\":10.56,\"discountedPrice\":10.56,\"proratedPrice\":10.56,\"price\":10.56,\"extendedPrice\":253.44}}],\"links\":{\"self\":{\"uri\":\"/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/carts/adb9b265-5d63-80e2-9e98-9f28b71cc05f\",\"method\":\"GET\",\"headers\":[]}},\"attributes\":{\"objectType\":\"Cart\"}}",
      "operationType": "create_cart",
      "originalCorrelationId": "1fa5e65b-1df1-4fb8-b7f5-01e8233cfe93",
      "operationDate": "2026-03-02T10:00:00.000Z",
      "operationStatus": "succeeded",
      "customizedData": [
       {
        "key": "Id",
        "value": "adb9b265-5d63-80e2-9e98-9f28b71cc05f"
       }
      ],
      "attributes": {
       "objectType": "AuditRecord"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/auditrecords",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/auditrecords?size=500&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJOTGlKa0RyZnJ6MnRLRDVYIiwie1wibGltaXRcIjo1MDAsXCJjb250aW51YXRpb25cIjpcIjIwMjYtMDMtMDJ-W1xcXCIxMGM0ZjFmNy1mZjA5LTQ2ZTMtYmI5OC1lYTdiY2NmMWU1YTh8MjAyNi0wMy0wMlxcXCIsXFxcIjIwMjYtMDMtMDJUMTA6MDA6MDAuMDAwWl8wMDAwMDA2OTMtZjRiZjRkNTYtNjBmYy00NjAyLThmM2YtNjY5ZDZmMjgxMTVlXFxcIl1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAuditSeals": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "number": 2,
      "day": "2026-06-10",
      "after": "2026-06-10T12:00:00.000Z_000998",
      "reached": {
       "day": "2026-06-10"
      },
      "previous": "3a0a75f0515094fbe5bbc19c1fe6bbf4ff2f60a1744033cb2d406847292afab5",
      "records": 401,
      "chains": 1,
      "heads": "83ac0562fef5303e61b139a1832e1873ba1f494baedd112e65715c92fa22ef8f",
      "run": "0384d6ae-2ba4-4ca9-9b54-a1bbd7320df3",
      "sealedAt": "2026-06-11T01:00:00.000Z",
      "hash": "95d7dbdc89c17c66ec6ad22082e99ad21df18c3ab7d95cde526bde994736b57d"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/auditseals",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAvailabilities": {
  "refusals": {
   "403/400030": "The segment 00000000-0000-0000-0000-000000000000 is not allowed; allowed: commercial, education, government, nonprofit.",
   "404/400013": "The product e does not exist in the market NL.",
   "404/400018": "The SKU 9999 of the product NCBUSSTAND01 does not exist in the market NL."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "W8FS76E9NTNE",
      "productId": "NCFJORDSIG01",
      "skuId": "0001",
      "catalogItemId": "NCFJORDSIG01:0001:W8FS76E9NTNE",
      "defaultCurrency": {
       "code": "EUR",
       "symbol": "€"
      },
      "segment": "commercial",
      "country": "NL",
      "isPurchasable": true,
      "isRenewable": true,
      "renewalInstructions": [
       {
        "applicableTermIds": [
         "t1mmon"
        ],
        "renewalOptions": [
         {
          "renewToId": "NCFJORDSIG01:0001",
          "isAutoRenewable": true
         }
        ]
       }
      ],
      "terms": [
       {
        "id": "t1mmon",
        "duration": "P1M",
        "description": "One month, billed monthly",
        "billingCycle": "Monthly",
        "cancellationPolicies": [
         {
          "refundOptions": [
           {
            "sequenceId": 0,
            "type": "Full",
            "expiresAfter": "P1D"
           }
          ]
         }
        ],
        "renewalOptions": [
         {
          "termDuration": "P1M",
          "description": "One month"
         }
        ],
        "pricing": {
         "unitPrice": 40,
         "cyclePrice": 40,
         "currency": "EUR"
        }
       }
      ],
      "product": {
       "id": "NCFJORDSIG01",
       "title": "Fjordlys Signal",
       "description": "Messages to customers, charged by what is sent.",
       "productType": {
        "id": "Azure",
        "displayName": "Azure",
        "subType": {
         "id": "SaaS",
         "displayName": "SaaS"
        }
       },
       "isMicrosoftProduct": false,
       "publisherName": "Fjordlys Analytics AS",
       "links": {
        "skus": {
         "uri": "/products/NCFJORDSIG01/skus?country=NL",
         "method": "GET",
         "headers": []
        },
        "self": {
         "uri": "/products/NCFJORDSIG01?country=NL",
         "method": "GET",
         "headers": []
        }
       }
      },
      "sku": {
       "id": "0001",
       "productId": "NCFJORDSIG01",
       "title": "Fjordlys Signal",
       "description": "Messages to customers, charged by what is sent.",
       "minimumQuantity": 1,
       "maximumQuantity": 1,
       "isTrial": false,
       "supportedBillingCycles": [
        "monthly"
       ],
       "purchasePrerequisites": [
        "MicrosoftCustomerAgreement"
       ],
       "inventoryVariables": [],
       "provisioningVariables": [],
       "actions": [
        "Refund"
       ],
       "dynamicAttributes": {
        "isMicrosoftProduct": false,
        "hasConstraints": false,
        "isAddon": false,
        "prerequisiteSkus": [],
        "isSoftwareAssuranceApplicable": false,
        "upgradeTargetOffers": [],
        "billingType": "usage",
        "dimensions": [
         {
          "id": "messages",
          "displayName": "Messages sent",
          "unitOfMeasure": "1 Message",
          "currency": "USD",
          "tiers": [
           {
            "fromUnits": "0",
            "unitPrice": "0"
           }
          ]
         }
        ],
        "internal": false,
        "conversionInstructions": []
       },
       "links": {
        "availabilities": {
         "uri": "/products/NCFJORDSIG01/skus/0001/availabilities?country=NL",
         "method": "GET",
         "headers": []
        },
        "self": {
         "uri": "/products/NCFJORDSIG01/skus/0001?country=NL",
         "method": "GET",
         "headers": []
        }
       }
      },
      "links": {
       "self": {
        "uri": "/products/NCFJORDSIG01/skus/0001/availabilities/W8FS76E9NTNE?country=NL",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/products/NCFJORDSIG01/skus/0001/availabilities?country=NL",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAzureCharges": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "bc72df40-8a90-8924-a247-40c61c9398b8|a2ef72d7-353e-4ae7-90c9-b1377807694a|0",
      "chargeType": "usage",
      "azureSubscriptionId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "meterId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "name": "Virtual Machines D4 v5",
      "unit": "1 Hour",
      "unitPrice": "0.868",
      "effectiveUnitPrice": "0.737",
      "quantity": "10",
      "subtotal": "7.37",
      "orderDate": "2026-04-06T00:01:00.000Z",
      "chargeStartDate": "2026-03-01T00:00:00Z",
      "chargeEndDate": "2026-03-31T00:00:00Z",
      "pricingCurrency": "USD"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/usage/azure/charges",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listAzurePlans": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "26cf867a-b46a-8f3b-b349-445bd5743726",
      "friendlyName": "Azure plan",
      "status": "active",
      "createdAt": "2026-03-02T10:00:00.000Z",
      "links": {
       "azureEntitlements": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/26cf867a-b46a-8f3b-b349-445bd5743726/azureEntitlements",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "AzurePlan"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/azureplans",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listBusDeadLetters": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "sequenceNumber": "3",
      "messageId": "m3",
      "enqueuedDate": "2021-06-18T10:00:00.000Z",
      "deliveries": 10,
      "reason": "MaxDeliveryCountExceeded",
      "description": "it was dark",
      "event": {
       "id": "bc0e2089-10c1-8edd-b4c4-e466ff78eb18:1",
       "subject": {
        "kind": "subscription",
        "id": "bc0e2089-10c1-8edd-b4c4-e466ff78eb18"
       },
       "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
       "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
       "facts": [
        "SubscriptionPurchased"
       ]
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/bus/deadletters?subscription=notifications",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/operations/bus/deadletters?subscription=notifications&size=2&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJuQS1XNEE5SXpOQjJ2bXA2Iiwie1wibGltaXRcIjoyLFwiY29udGludWF0aW9uXCI6XCIxMlwifSJd"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCalls": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "reportId": "call-of-havn",
      "service": "PhoneServices",
      "userId": "havn@people.example",
      "date": "2026-03-02",
      "minutes": 1300,
      "subscriptionId": "d49f6a69-7613-8969-af3f-d9d79164d547"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/usage/calls?service=PhoneServices&date=2026-03-02",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/usage/calls?service=PhoneServices&date=2026-03-02&size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyI3N0dRZkRtRkNwbzJ4RGtOIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJbXFxcImVmY2FiMWY2LWE1NmMtNGMzYS1iMDliLThiYzRlOTIzMWUxNXxQaG9uZVNlcnZpY2VzfDIwMjYtMDNcXFwiLFxcXCJjYWxsfDIwMjYtMDMtMDJ8bm9yZGx5c0BwZW9wbGUuZXhhbXBsZXxjYWxsLW9mLW5vcmRseXN8ZjRjMWQ3Y2EtYTEwYy00MzY1LThmYTMtOWIxYTVjYzlhZjVkXFxcIl1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCharges": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "0d572d53-d2f5-8412-92dc-a3ab16816b6e|00000001|001",
      "chargeType": "new",
      "sign": 1,
      "orderDate": "2026-03-02T10:00:00.000Z",
      "chargeStartDate": "2026-03-02T00:00:00Z",
      "chargeEndDate": "2026-04-01T00:00:00Z",
      "unitPrice": "40",
      "effectiveUnitPrice": "40",
      "quantity": 1,
      "subtotal": "40.00",
      "currency": "EUR",
      "arithmetic": {
       "billableDays": 31,
       "cycleDays": 31,
       "rounding": "LINE_DOWN"
      },
      "referenceId": "0d572d53-d2f5-8412-92dc-a3ab16816b6e|term 1|cycle 0",
      "orderId": "da94d4e3cf78",
      "subscriptionId": "0d572d53-d2f5-8412-92dc-a3ab16816b6e",
      "productId": "NCFJORDSIG01",
      "skuId": "0001",
      "availabilityId": "W8FS76E9NTNE",
      "termAndBillingCycle": "One-Month commitment for monthly billing"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/0d572d53-d2f5-8412-92dc-a3ab16816b6e/charges",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/0d572d53-d2f5-8412-92dc-a3ab16816b6e/charges?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJSN3BkMjRpWm9YZUVyck5MIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcInBsYW5cXFwiOlxcXCJjaGFyZ2V8MGQ1NzJkNTMtZDJmNS04NDEyLTkyZGMtYTNhYjE2ODE2YjZlfDAwMDAwMDAxfDAwMVxcXCIsXFxcInVzZVxcXCI6XFxcInNhYXNjaGFyZ2V8MGQ1NzJkNTMtZDJmNS04NDEyLTkyZGMtYTNhYjE2ODE2YjZlfFxcXCJ9XCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listChecks": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "startedAt": "2021-06-18T10:00:00.000Z",
      "next": "here",
      "customers": 3,
      "repaired": 10,
      "findings": [
       {
        "what": "deadline",
        "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
        "kind": "renewal",
        "subject": "s",
        "at": "2021-06-18T10:00:00.000Z"
       }
      ]
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/checks",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listClosingWindows": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "customerName": "Zonnebloem Installaties",
      "subscriptionId": "bc0e2089-10c1-8edd-b4c4-e466ff78eb18",
      "name": "Microsoft 365 Business Standard",
      "product": {
       "productId": "NCBUSSTAND01",
       "skuId": "0001",
       "title": "Microsoft 365 Business Standard"
      },
      "market": "NL",
      "orderId": "bece1af7396d",
      "quantity": 14,
      "seatsThatCanComeOff": 14,
      "closesAt": "2026-06-17T10:00:00.000Z",
      "windows": [
       {
        "closesAt": "2026-06-17T10:00:00.000Z",
        "quantity": 10
       }
      ],
      "cancellableUntil": "2026-06-17T10:00:00.000Z",
      "atRisk": {
       "action": "cancel",
       "through": "subscription",
       "quantity": 14,
       "until": "2026-06-17T10:00:00.000Z",
       "amount": "127",
       "currency": "EUR"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/windows?until=2026-06-20T10%3A00%3A00.000Z",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/windows?until=2026-06-20T10%3A00%3A00.000Z&size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJYcGdlelBhMmxsc2I4VWZrIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJkZWFkbGluZXwyMDI2LTA2LTE3VDEwOjAwOjAwLjAwMFp8MjY1MWIxN2UtZmNkNC00N2Y5LThmNmUtOTc2MTlkMzBjZmJlfGJjMGUyMDg5LTEwYzEtOGVkZC1iNGM0LWU0NjZmZjc4ZWIxOHx9XCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    },
    "asOf": "2026-06-13T10:00:00.000Z",
    "until": "2026-06-20T10:00:00.000Z",
    "lookedUntil": "2026-06-17T10:00:00.000Z"
   }
  }
 },
 "listComingLines": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "date": "2021-06-18T00:00:00.000Z",
      "kind": "trialConversion",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "customerName": "Zonnebloem Installaties",
      "subscriptionId": "baaf3ab5-0600-8fba-bae9-c1722ec0560c",
      "friendlyName": "Microsoft 365 Business Premium Trial",
      "isKnown": true,
      "amount": "412.00",
      "currency": "EUR",
      "lines": [
       {
        "reason": "renewal",
        "chargeType": "renew",
        "orderDate": "2021-06-18T00:00:00.000Z",
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "name": "Microsoft 365 Business Premium",
        "chargeStartDate": "2021-06-18T00:00:00Z",
        "chargeEndDate": "2021-07-17T00:00:00Z",
        "unitPrice": "16.48",
        "effectiveUnitPrice": "16.48",
        "quantity": "25",
        "amount": "412.00",
        "currency": "EUR",
        "referenceId": "baaf3ab5-0600-8fba-bae9-c1722ec0560c|term 2|cycle 0"
       }
      ],
      "dependsOn": [
       "holdings"
      ]
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/statements/2021-06/coming",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/statements/2021-06/coming?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJFUHJ1X21EaHYxa0pOQ0ZXIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJkZWFkbGluZXwyMDIxLTA2LTE4VDAwOjAwOjAwLjAwMFp8MjY1MWIxN2UtZmNkNC00N2Y5LThmNmUtOTc2MTlkMzBjZmJlfGJhYWYzYWI1LTA2MDAtOGZiYS1iYWU5LWMxNzIyZWMwNTYwY3wwNXx0cmlhbENvbnZlcnNpb258MVwifSJd"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listConversions": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 0,
    "items": [],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/26cf867a-b46a-8f3b-b349-445bd5743726/conversions",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerAvailabilities": {
  "refusals": {
   "403/400030": "The segment 1969-12-31T23:59:59.999Z is not allowed; allowed: commercial.",
   "404/400013": "The product 00000000-0000-0000-0000-000000000000 does not exist in the market SE.",
   "404/400018": "The SKU 00000000-0000-0000-0000-000000000000 of the product NCBUSSTAND01 does not exist in the market SE.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "W8FS76E9NTNE",
      "productId": "NCFJORDSIG01",
      "skuId": "0001",
      "catalogItemId": "NCFJORDSIG01:0001:W8FS76E9NTNE",
      "defaultCurrency": {
       "code": "EUR",
       "symbol": "€"
      },
      "segment": "commercial",
      "country": "NL",
      "isPurchasable": false,
      "restrictions": [
       {
        "reasonCode": "AzurePlanMissing",
        "description": "NCFJORDSIG01:0001 is charged by use and needs an Azure plan, which the customer has not bought of this partner.",
        "properties": {}
       }
      ],
      "isRenewable": true,
      "renewalInstructions": [
       {
        "applicableTermIds": [
         "t1mmon"
        ],
        "renewalOptions": [
         {
          "renewToId": "NCFJORDSIG01:0001",
          "isAutoRenewable": true
         }
        ]
       }
      ],
      "terms": [
       {
        "id": "t1mmon",
        "duration": "P1M",
        "description": "One month, billed monthly",
        "billingCycle": "Monthly",
        "cancellationPolicies": [
         {
          "refundOptions": [
           {
            "sequenceId": 0,
            "type": "Full",
            "expiresAfter": "P1D"
           }
          ]
         }
        ],
        "renewalOptions": [
         {
          "termDuration": "P1M",
          "description": "One month"
         }
        ],
        "pricing": {
         "unitPrice": 40,
         "cyclePrice": 40,
         "currency": "EUR"
        }
       }
      ],
      "product": {
       "id": "NCFJORDSIG01",
       "title": "Fjordlys Signal",
       "description": "Messages to customers, charged by what is sent.",
       "productType": {
        "id": "Azure",
        "displayName": "Azure",
        "subType": {
         "id": "SaaS",
         "displayName": "SaaS"
        }
       },
       "isMicrosoftProduct": false,
       "publisherName": "Fjordlys Analytics AS",
       "links": {
        "skus": {
         "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus",
         "method": "GET",
         "headers": []
        },
        "self": {
         "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01",
         "method": "GET",
         "headers": []
        }
       }
      },
      "sku": {
       "id": "0001",
       "productId": "NCFJORDSIG01",
       "title": "Fjordlys Signal",
       "description": "Messages to customers, charged by what is sent.",
       "minimumQuantity": 1,
       "maximumQuantity": 1,
       "isTrial": false,
       "supportedBillingCycles": [
        "monthly"
       ],
       "purchasePrerequisites": [
        "MicrosoftCustomerAgreement"
       ],
       "inventoryVariables": [],
       "provisioningVariables": [],
       "actions": [
        "Refund"
       ],
       "dynamicAttributes": {
        "isMicrosoftProduct": false,
        "hasConstraints": false,
        "isAddon": false,
        "prerequisiteSkus": [],
        "isSoftwareAssuranceApplicable": false,
        "upgradeTargetOffers": [],
        "billingType": "usage",
        "dimensions": [
         {
          "id": "messages",
          "displayName": "Messages sent",
          "unitOfMeasure": "1 Message",
          "currency": "USD",
          "tiers": [
           {
            "fromUnits": "0",
            "unitPrice": "0"
           }
          ]
         }
        ],
        "internal": false,
        "conversionInstructions": []
       },
       "links": {
        "availabilities": {
         "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus/0001/availabilities",
         "method": "GET",
         "headers": []
        },
        "self": {
         "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus/0001",
         "method": "GET",
         "headers": []
        }
       }
      },
      "links": {
       "self": {
        "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus/0001/availabilities/W8FS76E9NTNE",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus/0001/availabilities",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerEntitlements": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "includedEntitlements": [],
      "referenceOrder": {
       "id": "e3faa78435a1",
       "lineItemId": "0",
       "alternateId": "e3faa78435a1"
      },
      "productId": "NCWINSRVSUB1",
      "skuId": "0001",
      "quantity": 2,
      "quantityDetails": [
       {
        "quantity": 2,
        "status": "active"
       }
      ],
      "entitledArtifacts": [],
      "entitlementType": "software",
      "expiryDate": "2027-06-09T23:59:59Z",
      "notProvided": [
       "productKeys"
      ],
      "attributes": {
       "objectType": "Entitlement"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/entitlements?entitlementType=software&showExpiry=true",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerHistory": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "0e749c56-45b7-8410-97e8-a3a40677c6ce:1",
      "subject": {
       "kind": "subscription",
       "id": "0e749c56-45b7-8410-97e8-a3a40677c6ce"
      },
      "version": 1,
      "at": "2021-06-18T10:00:00.000Z",
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "facts": [
       "SubscriptionPurchased"
      ],
      "changedFields": [
       "status"
      ],
      "cause": {
       "command": "unnamed",
       "by": {
        "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
        "userId": ""
       },
       "requestId": "46bb4752-d656-8692-a4a3-02748621671c"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/history?subject=0e749c56-45b7-8410-97e8-a3a40677c6ce",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerOfferCategories": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "OnlineServices",
      "name": "Online services",
      "rank": 0,
      "locale": "en-US",
      "country": "NL",
      "attributes": {
       "objectType": "OfferCategory"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/offercategories",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerOffers": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 3,
    "items": [
     {
      "id": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
      "name": "Exchange Online (Plan 1)",
      "description": "Mail for business, as a traditional licence.",
      "minimumQuantity": 1,
      "maximumQuantity": 10000,
      "rank": 0,
      "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
      "locale": "en-US",
      "country": "NL",
      "category": {
       "id": "OnlineServices",
       "name": "Online services",
       "rank": 0,
       "locale": "en-US",
       "country": "NL"
      },
      "limitUnitOfMeasure": "None",
      "prerequisiteOffers": [],
      "isAddOn": false,
      "hasAddOns": true,
      "isAvailableForPurchase": true,
      "billing": "license",
      "supportedBillingCycles": [
       "monthly"
      ],
      "isAutoRenewable": true,
      "upgradeTargetOffers": [
       "2f707c7c-2433-49a5-a437-9ca7cf40d3eb"
      ],
      "conversionTargetOffers": [],
      "isTrial": false,
      "unitType": "Licenses",
      "product": {
       "id": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
       "name": "Exchange Online (Plan 1)",
       "unit": "Licenses"
      },
      "links": {
       "addOns": {
        "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123/addons?country=NL",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "Offer"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/offers?size=1000&offset=0",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerProducts": {
  "refusals": {
   "403/400030": "The segment education is not allowed; allowed: commercial.",
   "403/400036": "The target view Attic is not allowed.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "DZH318Z0BPS6",
      "title": "Azure plan",
      "description": "Azure services at pay-as-you-go prices.",
      "productType": {
       "id": "Azure",
       "displayName": "Azure",
       "subType": {
        "id": "Azure",
        "displayName": "Azure"
       }
      },
      "isMicrosoftProduct": true,
      "publisherName": "Microsoft Corporation",
      "links": {
       "skus": {
        "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/DZH318Z0BPS6/skus",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/DZH318Z0BPS6",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products?targetView=MicrosoftAzure",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerResellers": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e",
      "name": "Waterland ICT",
      "relationshipType": "is_indirect_cloud_solution_provider_of",
      "mpnId": "6120045",
      "attributes": {
       "objectType": "PartnerRelationship"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/relationships",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomerSkus": {
  "refusals": {
   "403/400030": "The segment government is not allowed; allowed: commercial.",
   "404/400013": "The product 00000000-0000-0000-0000-000000000000 does not exist in the market SE.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "0001",
      "productId": "NCFJORDSIG01",
      "title": "Fjordlys Signal",
      "description": "Messages to customers, charged by what is sent.",
      "minimumQuantity": 1,
      "maximumQuantity": 1,
      "isTrial": false,
      "supportedBillingCycles": [
       "monthly"
      ],
      "purchasePrerequisites": [
       "MicrosoftCustomerAgreement"
      ],
      "inventoryVariables": [],
      "provisioningVariables": [],
      "actions": [
       "Refund"
      ],
      "dynamicAttributes": {
       "isMicrosoftProduct": false,
       "hasConstraints": false,
       "isAddon": false,
       "prerequisiteSkus": [],
       "isSoftwareAssuranceApplicable": false,
       "upgradeTargetOffers": [],
       "billingType": "usage",
       "dimensions": [
        {
         "id": "messages",
         "displayName": "Messages sent",
         "unitOfMeasure": "1 Message",
         "currency": "USD",
         "tiers": [
          {
           "fromUnits": "0",
           "unitPrice": "0"
          }
         ]
        }
       ],
       "internal": false,
       "conversionInstructions": []
      },
      "links": {
       "availabilities": {
        "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus/0001/availabilities",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus/0001",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/products/NCFJORDSIG01/skus",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listCustomers": {
  "refusals": {
   "400/3000": "filter: must be JSON with Field, Value and Operator."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "5632af2b-4151-4ff7-8482-fa6a8173e9e9",
      "companyProfile": {
       "tenantId": "5632af2b-4151-4ff7-8482-fa6a8173e9e9",
       "domain": "molenwiekbakkerij.onmicrosoft.com",
       "companyName": "Molenwiek Bakkerij",
       "links": {
        "self": {
         "uri": "/customers/5632af2b-4151-4ff7-8482-fa6a8173e9e9/profiles/company",
         "method": "GET",
         "headers": []
        }
       },
       "attributes": {
        "objectType": "CustomerCompanyProfile"
       }
      },
      "relationshipToPartner": "reseller",
      "links": {
       "self": {
        "uri": "/customers/5632af2b-4151-4ff7-8482-fa6a8173e9e9",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "Customer"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers?size=1",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/customers?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJhcG9XMGdUT3I2TnR0TFVIIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJbXFxcIjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOFxcXCIsXFxcImJ5fENvbXBhbnlOYW1lfG9yZXN1bmQgZm9vZHN8ZWZjYWIxZjYtYTU2Yy00YzNhLWIwOWItOGJjNGU5MjMxZTE1XFxcIl1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listDeadLetters": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "eventId": "3513e144-adf4-8171-9618-d16015482e90:2",
      "eventTypes": [
       "subscription.SeatsAdded"
      ],
      "acceptedDate": "2021-06-18T10:00:00.000Z",
      "attempts": 10,
      "deadDate": "2021-06-21T05:28:16.710Z",
      "reason": "connection refused",
      "body": "{\"id\":\"3513e144-adf4-8171-9618-d16015482e90:2\",\"time\":\"2021-06-18T10:00:00.000Z\",\"type\":\"nextterm.subscription.v1\",\"source\":\"/nextterm/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe\",\"specversion\":\"1.0\",\"datacontenttype\":\"application/json\",\"subject\":\"3513e144-adf4-8171-9618-d16015482e90\",\"data\":{\"subject\":{\"kind\":\"subscription\",\"id\":\"3513e144-adf4-8171-9618-d16015482e90\"},\"version\":2,\"customerId\":\"2651b17e-fcd4-47f9-8f6e-97619d30cfbe\",\"partnerId\":\"10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8\",\"facts\":[{\"type\":\"SeatsAdded\",\"from\":10,\"to\":11,\"windowClosesAt\":\"2021-06-25T10:00:00.000Z\"}],\"changed\":{\"quantity\":{\"before\":10,\"after\":11}},\"cause\":{\"command\":\"unnamed\",\"by\":{\"tenantId\":\"10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8\",\"userId\":\"\"},\"requestId\":\"2e84b0e8-406c-89cb-ad55-5aee205913c2\"}},\"facts\":\"SeatsAdded\"}"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/webhooks/d926c010-c71d-82be-8ae0-a4c77f77718c/deadletters",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listDeadlines": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "at": "2026-03-02T00:00:00.000Z",
      "kind": "renewal",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "subjectId": "c19c1747-8f64-8532-ad0f-1281a81b2146",
      "name": "Microsoft 365 Business Standard",
      "brings": {
       "asOf": "2026-03-01T00:00:00.000Z",
       "status": "active",
       "product": {
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "availabilityId": "Y7Y7X2IQ395T",
        "title": "Microsoft 365 Business Premium"
       },
       "quantity": 7,
       "termDuration": "P1M",
       "billingCycle": "monthly",
       "termEndDate": "2026-04-01T00:00:00Z",
       "unitPrice": "19.78",
       "charges": [
        {
         "id": "c19c1747-8f64-8532-ad0f-1281a81b2146|00000003|001",
         "chargeType": "renew",
         "sign": 1,
         "orderDate": "2026-03-02T00:00:00.000Z",
         "chargeStartDate": "2026-03-02T00:00:00Z",
         "chargeEndDate": "2026-04-01T00:00:00Z",
         "unitPrice": "19.78",
         "effectiveUnitPrice": "19.78",
         "quantity": 7,
         "subtotal": "138.46",
         "currency": "EUR",
         "arithmetic": {
          "billableDays": 31,
          "cycleDays": 31,
          "rounding": "LINE_DOWN"
         },
         "referenceId": "c19c1747-8f64-8532-ad0f-1281a81b2146|term 2|cycle 0",
         "orderId": "1acc171d590a",
         "subscriptionId": "c19c1747-8f64-8532-ad0f-1281a81b2146",
         "productId": "NCBUSPREMI01",
         "skuId": "0001",
         "availabilityId": "Y7Y7X2IQ395T",
         "termAndBillingCycle": "One-Month commitment for monthly billing"
        }
       ],
       "amount": "138.46",
       "currency": "EUR",
       "events": [
        "ScheduledChangeApplied"
       ],
       "dependsOn": [
        "holdings"
       ]
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/deadlines?until=2031-01-01T00%3A00%3A00.000Z&customerId=2651b17e-fcd4-47f9-8f6e-97619d30cfbe&charges=true",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listEntitlements": {
  "refusals": {
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "friendlyName": "Subscription 1",
      "status": "active",
      "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
      "links": {
       "self": {
        "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements/bc72df40-8a90-8924-a247-40c61c9398b8",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "AzureEntitlement"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJ1YTJ1cWVkVVBYMXZHTjA3Iiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJiYzcyZGY0MC04YTkwLTg5MjQtYTI0Ny00MGM2MWM5Mzk4YjhcIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listEstimateLinks": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 4,
    "items": [
     {
      "type": "daily_rated_usage",
      "title": "Daily rated usage, unbilled",
      "description": "Usage by the day that is on no invoice.",
      "period": "Current",
      "link": {
       "uri": "/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=EUR&period=current&size=2000",
       "method": "GET",
       "headers": []
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices/estimates/links?currencycode=EUR",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listEvents": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "43cb1967-c71d-8fc5-85cc-9f4953f9720f:3.1",
      "type": "ChangeScheduled",
      "at": "2026-06-20T08:00:00.000Z",
      "subject": {
       "kind": "subscription",
       "id": "43cb1967-c71d-8fc5-85cc-9f4953f9720f"
      },
      "version": 3,
      "data": {
       "catalogItemId": "NCBUSPREMI01:0001:Y7Y7X2IQ395T",
       "termDuration": "P1Y",
       "billingCycle": "monthly",
       "quantity": 12,
       "effectiveOn": "2027-06-10"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/43cb1967-c71d-8fc5-85cc-9f4953f9720f/events",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/43cb1967-c71d-8fc5-85cc-9f4953f9720f/events?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyIxdDNlYWVVeUVxb0g0UEZNIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcImFmdGVyXFxcIjp7XFxcImV2ZW50fDQzY2IxOTY3LWM3MWQtOGZjNS04NWNjLTlmNDk1M2Y5NzIwZnwwXFxcIjpcXFwiZXZlbnR8NDNjYjE5NjctYzcxZC04ZmM1LTg1Y2MtOWY0OTUzZjk3MjBmfDAwMDAwMDAzXFxcIixcXFwiZXZlbnR8NDNjYjE5NjctYzcxZC04ZmM1LTg1Y2MtOWY0OTUzZjk3MjBmfHdpbmRvd3xcXFwiOlxcXCIyMDI2LTA2LTE5VDA4OjAwOjAwLjAwMFp8ZXZlbnR8NDNjYjE5NjctYzcxZC04ZmM1LTg1Y2MtOWY0OTUzZjk3MjBmfHdpbmRvd3wyLjF8MDAwMDAwMDJcXFwifX1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listExchangeRates": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "from": "USD",
      "to": "EUR",
      "month": "2026-03",
      "rate": "0.846202666"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/exchangerates",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listImports": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "id": "00000000-1111-4222-8333-444444444444",
      "importedDate": "2026-03-02T10:00:00.000Z",
      "files": [
       "de.csv"
      ],
      "markets": [
       {
        "country": "DE",
        "skus": 1,
        "priceLines": 40
       }
      ],
      "attributes": {
       "objectType": "Import"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/imports",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listInvoices": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "id": "G000000001",
      "invoiceDate": "2021-07-07T00:00:00.000Z",
      "billingPeriodStartDate": "2021-06-01T00:00:00Z",
      "billingPeriodEndDate": "2021-06-30T00:00:00Z",
      "dueDate": "2021-09-05T00:00:00Z",
      "subtotal": 119.61,
      "taxTotal": 25.12,
      "totalCharges": 144.73,
      "paidAmount": 0,
      "currencyCode": "EUR",
      "currencySymbol": "€",
      "lineItemCount": 3,
      "taxReceipts": [],
      "invoiceDetails": [
       {
        "invoiceLineItemType": "billing_line_items",
        "billingProvider": "one_time",
        "links": {
         "self": {
          "uri": "/invoices/OneTime-G000000001/lineitems/OneTime/BillingLineItems",
          "method": "GET",
          "headers": []
         }
        },
        "attributes": {
         "objectType": "InvoiceDetail"
        }
       }
      ],
      "amendments": [],
      "documentType": "invoice",
      "invoiceType": "OneTime",
      "status": "active",
      "links": {
       "self": {
        "uri": "/invoices/G000000001",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "Invoice"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices?size=2&offset=0",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/invoices?size=2&offset=2",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listLineActivationLinks": {
  "refusals": {
   "400/800071": "lineItemNumber: the numbers must be 0 to 0, each once.",
   "404/20000": "There is no order bece1af7396d."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "lineItemNumber": 0,
      "link": {
       "uri": "https://fjord.example/welcome?from=marketplace&token=39687f35-bfb5-87ea-bcf3-6b12a6f45c12",
       "method": "GET",
       "headers": []
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/16af56cb590b/lineitems/0/activationlinks",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listMarkets": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 3,
    "items": [
     {
      "country": "NL",
      "version": "86c4b1cb-17aa-4b8a-9022-f411eda727b0",
      "importedDate": "2021-01-01T00:00:00.000Z",
      "attributes": {
       "objectType": "Market"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/markets",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listMeterUsageRecords": {
  "refusals": {
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "meterId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "meterName": "Virtual Machines D4 v5",
      "category": "Azure",
      "unit": "1 Hour",
      "quantityUsed": 10,
      "resourceId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "resourceName": "Subscription 1",
      "totalCost": 7.37,
      "currencyCode": "USD",
      "currencyLocale": "en-US",
      "costs": [
       {
        "totalCost": 7.37,
        "currencyCode": "USD"
       }
      ],
      "usdTotalCost": 7.37,
      "attributes": {
       "objectType": "MeterUsageRecord"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/usagerecords/meters",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listMigrationSchedules": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": [
    {
     "id": "7f085cb0-5178-8e44-9d75-f1d6a7e55fb3",
     "currentSubscriptionId": "cc2ee4e1-a6c4-8895-8ec9-4269ee3d6208",
     "quantity": 3,
     "purchaseFullTerm": false,
     "status": "Created",
     "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
     "subscriptionEndDate": "2027-01-12T00:00:00Z",
     "targetDate": "2026-03-10T00:00:00Z",
     "migrateOnRenewal": false,
     "createdTime": "2026-02-01T09:00:00.000Z",
     "lastModifiedTime": "2026-02-02T09:00:00.000Z",
     "addOnMigrations": [],
     "attributes": {
      "objectType": "NewCommerceMigrationSchedule"
     }
    }
   ]
  }
 },
 "listMigrations": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": [
    {
     "id": "b20ab9d9-159e-8a67-9b08-33f3ae7be143",
     "startedTime": "2026-02-01T09:00:00.000Z",
     "completedTime": "2026-02-01T09:00:00.000Z",
     "status": "Completed",
     "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
     "externalReferenceId": "9ab61899-0b2b-4320-bd6d-8196c53607d6",
     "currentSubscriptionId": "5538b874-0df9-8720-9e0b-bd2383a45b98",
     "catalogItemId": "NCEXCHONPLN1:0001:OPLLNF25MML9",
     "newCommerceSubscriptionId": "5442199b-70b7-820a-9dd9-d07a4b324398",
     "newCommerceOrderId": "79138c7df493",
     "subscriptionEndDate": "2027-01-12T00:00:00Z",
     "quantity": 2,
     "termDuration": "P1Y",
     "billingCycle": "monthly",
     "purchaseFullTerm": false,
     "addOnMigrations": [
      {
       "id": "b20ab9d9-159e-8a67-9b08-33f3ae7be143",
       "startedTime": "2026-02-01T09:00:00.000Z",
       "completedTime": "2026-02-01T09:00:00.000Z",
       "status": "Completed",
       "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
       "externalReferenceId": "9ab61899-0b2b-4320-bd6d-8196c53607d6",
       "currentSubscriptionId": "b717932f-b006-87e9-b443-2329c6ad5f4a",
       "catalogItemId": "NCEXCHARCHV1:0001:OS6OKZMD405Q",
       "newCommerceSubscriptionId": "06e7578b-a98a-822b-9117-0233ee3a8001",
       "newCommerceOrderId": "79138c7df493",
       "subscriptionEndDate": "2027-01-12T00:00:00Z",
       "quantity": 1,
       "termDuration": "P1Y",
       "billingCycle": "monthly",
       "purchaseFullTerm": false,
       "addOnMigrations": []
      }
     ],
     "attributes": {
      "objectType": "NewCommerceMigration"
     }
    }
   ]
  }
 },
 "listNotifications": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "20210618T100000000Z-41564cb5-752b-894f-96a8-5ca0c2c219b1",
      "kind": "suspended",
      "date": "2021-06-18T10:00:00.000Z",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "cause": "bc0e2089-10c1-8edd-b4c4-e466ff78eb18:2",
      "to": "i.kuiper@zonnebloeminstallaties.example",
      "language": "en",
      "subject": "Microsoft 365 Business Standard was suspended",
      "status": "sent",
      "attempts": 1,
      "sentDate": "2021-06-18T10:00:00.000Z",
      "repeats": 0,
      "attributes": {
       "objectType": "Notification"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/notifications",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/notifications?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyIwdEwxQ1JfYzI1WkJ5UFNaIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJbXFxcIjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOFxcXCIsXFxcIm1lc3NhZ2V8MjAyMTA2MThUMTAwMTAwMDAwWi0xYWM3YzEyNy1mMDViLThlNmEtOThjZi0zZWU5YjllYWUzOGVcXFwiXVwifSJd"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listOfferAddOns": {
  "refusals": {
   "400/2100": "x is no traditional offer of the market SE: read products and SKUs instead."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "16dc8dad-2af2-45bb-ae80-aba6a21254a5",
      "name": "Exchange Online Archiving",
      "description": "Archive for Exchange Online; hangs on its base.",
      "minimumQuantity": 1,
      "maximumQuantity": 10000,
      "rank": 0,
      "uri": "/offers/16dc8dad-2af2-45bb-ae80-aba6a21254a5?country=NL",
      "locale": "en-US",
      "country": "NL",
      "category": {
       "id": "OnlineServices",
       "name": "Online services",
       "rank": 0,
       "locale": "en-US",
       "country": "NL"
      },
      "limitUnitOfMeasure": "None",
      "prerequisiteOffers": [
       "fd4c746a-2194-4aff-9ee6-f5d3712cf123"
      ],
      "isAddOn": true,
      "hasAddOns": false,
      "isAvailableForPurchase": true,
      "billing": "license",
      "supportedBillingCycles": [
       "monthly"
      ],
      "isAutoRenewable": true,
      "upgradeTargetOffers": [],
      "conversionTargetOffers": [],
      "isTrial": false,
      "unitType": "Licenses",
      "product": {
       "id": "16dc8dad-2af2-45bb-ae80-aba6a21254a5",
       "name": "Exchange Online Archiving",
       "unit": "Licenses"
      },
      "links": {
       "self": {
        "uri": "/offers/16dc8dad-2af2-45bb-ae80-aba6a21254a5?country=NL",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "Offer"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123/addons?country=NL&size=1000&offset=0",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listOfferCategories": {
  "refusals": {
   "400/3000": "country: the catalogue has no market ZZ."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "OnlineServices",
      "name": "Online services",
      "rank": 0,
      "locale": "en-US",
      "country": "NL",
      "attributes": {
       "objectType": "OfferCategory"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/offercategories?country=NL",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listOffers": {
  "refusals": {
   "400/3000": "country: the catalogue has no market XX."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
      "name": "Exchange Online (Plan 1)",
      "description": "Mail for business, as a traditional licence.",
      "minimumQuantity": 1,
      "maximumQuantity": 10000,
      "rank": 0,
      "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
      "locale": "en-US",
      "country": "NL",
      "category": {
       "id": "OnlineServices",
       "name": "Online services",
       "rank": 0,
       "locale": "en-US",
       "country": "NL"
      },
      "limitUnitOfMeasure": "Lifetime",
      "limit": 3,
      "prerequisiteOffers": [],
      "isAddOn": false,
      "hasAddOns": true,
      "isAvailableForPurchase": true,
      "billing": "license",
      "supportedBillingCycles": [
       "monthly"
      ],
      "isAutoRenewable": true,
      "upgradeTargetOffers": [
       "2f707c7c-2433-49a5-a437-9ca7cf40d3eb"
      ],
      "conversionTargetOffers": [],
      "isTrial": false,
      "unitType": "Licenses",
      "product": {
       "id": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
       "name": "Exchange Online (Plan 1)",
       "unit": "Licenses"
      },
      "links": {
       "addOns": {
        "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123/addons?country=NL",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/offers/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "Offer"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/offers?country=NL&size=1&offset=0",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/offers?country=NL&size=1&offset=1",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listOrderActivationLinks": {
  "refusals": {
   "404/20000": "There is no order bece1af7396d."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "lineItemNumber": 0,
      "link": {
       "uri": "https://fjord.example/welcome?from=marketplace&token=39687f35-bfb5-87ea-bcf3-6b12a6f45c12",
       "method": "GET",
       "headers": []
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/16af56cb590b/activationlinks",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listOrders": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "ec691a8cbf64",
      "alternateId": "ec691a8cbf64",
      "referenceCustomerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "billingCycle": "monthly",
      "currencyCode": "EUR",
      "currencySymbol": "€",
      "lineItems": [
       {
        "lineItemNumber": 0,
        "offerId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
        "subscriptionId": "95abb373-c0d3-8e5d-9d10-20a467a90935",
        "termDuration": "P1Y",
        "transactionType": "New",
        "friendlyName": "Microsoft 365 Business Standard",
        "quantity": 10,
        "provisioningContext": {},
        "pricing": {
         "listPrice": 10.56,
         "discountedPrice": 10.56,
         "proratedPrice": 10.56,
         "price": 10.56,
         "extendedPrice": 1267.2
        },
        "links": {
         "product": {
          "uri": "/products/NCBUSSTAND01?country=SE",
          "method": "GET",
          "headers": []
         },
         "sku": {
          "uri": "/products/NCBUSSTAND01/skus/0001?country=SE",
          "method": "GET",
          "headers": []
         },
         "availability": {
          "uri": "/products/NCBUSSTAND01/skus/0001/availabilities/BLLQ7DLJMGUM?country=SE",
          "method": "GET",
          "headers": []
         },
         "subscription": {
          "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/95abb373-c0d3-8e5d-9d10-20a467a90935",
          "method": "GET",
          "headers": []
         }
        }
       }
      ],
      "creationDate": "2026-06-10T10:00:00.000Z",
      "status": "completed",
      "transactionType": "UserPurchase",
      "totalPrice": 1267.2,
      "partnerOnRecordAttestationAccepted": true,
      "links": {
       "self": {
        "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/orders/ec691a8cbf64",
        "method": "GET",
        "headers": []
       },
       "provisioningStatus": {
        "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/orders/ec691a8cbf64/provisioningstatus",
        "method": "GET",
        "headers": []
       },
       "patchOperation": {
        "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/orders/ec691a8cbf64",
        "method": "PATCH",
        "headers": []
       }
      },
      "client": {},
      "attributes": {
       "objectType": "Order"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/orders",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    },
    "unreadable": [
     {
      "kind": "order",
      "id": "0f8fad5b-d9cb-469f-a165-70867728950e"
     }
    ]
   }
  }
 },
 "listOverageCharges": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "PhoneServices|2026-03|bc72df40-8a90-8924-a247-40c61c9398b8",
      "chargeType": "overage",
      "orderDate": "2026-04-06T00:00:00.000Z",
      "chargeStartDate": "2026-03-01",
      "chargeEndDate": "2026-03-31",
      "service": "PhoneServices",
      "azureSubscriptionId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "unit": "minute",
      "unitPrice": "0.10",
      "quantity": 100,
      "subtotal": "10.00",
      "currency": "EUR",
      "attributes": {
       "objectType": "OverageCharge"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/usage/charges",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listParked": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "b6fc4542-11cb-869b-a220-8dba94a8f87f",
      "kind": "cartExpiry",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "subject": "cart 1",
      "failingSince": "2021-06-17T08:00:00.000Z",
      "parkedAt": "2021-06-18T10:00:00.000Z",
      "attempts": 25,
      "reason": "it is dark",
      "data": {
       "of": "havn"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/parked",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listParkedSubjects": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "consumer": "notifications",
      "event": "a:1",
      "subject": {
       "kind": "parked",
       "id": "a"
      },
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "partnerId": "p",
      "since": "2021-06-18T10:00:00.000Z",
      "reason": "it is dark"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/consumers/parked",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listPartnerEvents": {
  "refusals": {},
  "answers": {
   "200": {
    "items": [
     {
      "id": "22461e23-58ab-867f-9441-453f08e2663e:1",
      "time": "2021-06-18T10:00:00.000Z",
      "type": "nextterm.subscription.v1",
      "source": "/nextterm/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "specversion": "1.0",
      "datacontenttype": "application/json",
      "subject": "22461e23-58ab-867f-9441-453f08e2663e",
      "data": {
       "subject": {
        "kind": "subscription",
        "id": "22461e23-58ab-867f-9441-453f08e2663e"
       },
       "version": 1,
       "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
       "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
       "facts": [
        {
         "type": "SubscriptionPurchased",
         "quantity": 10,
         "termEnd": "2021-07-17"
        }
       ],
       "changed": {
        "status": {
         "after": "active"
        },
        "quantity": {
         "after": 10
        },
        "friendlyName": {
         "after": "Microsoft 365 E3"
        },
        "catalogItemId": {
         "after": "NCM365ENTE03:0001:VM3G8ZQOUGD3"
        },
        "isTrial": {
         "after": false
        },
        "termDuration": {
         "after": "P1M"
        },
        "billingCycle": {
         "after": "monthly"
        },
        "cyclePrice": {
         "after": "34.94"
        },
        "currency": {
         "after": "EUR"
        },
        "termStart": {
         "after": "2021-06-18"
        },
        "termEnd": {
         "after": "2021-07-17"
        },
        "cancellableUntil": {
         "after": "2021-06-25T10:00:00.000Z"
        },
        "cycleStart": {
         "after": "2021-06-18"
        },
        "cycleEnd": {
         "after": "2021-07-17"
        },
        "autoRenewEnabled": {
         "after": true
        }
       },
       "cause": {
        "command": "unnamed",
        "by": {
         "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
         "userId": ""
        },
        "requestId": "6b55670e-05ec-8f00-87ee-deef7be8edb7"
       }
      },
      "facts": "SubscriptionPurchased",
      "sequence": "000000000006"
     }
    ],
    "since": "000000000009",
    "more": false,
    "next": "/nextterm/v1/events?subject=22461e23-58ab-867f-9441-453f08e2663e&since=000000000009"
   }
  }
 },
 "listPartnerRelationships": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "681a8a81-1b6a-4c6f-be86-4694ee824f39",
      "name": "Polder Distributie",
      "relationshipType": "is_indirect_reseller_of",
      "mpnId": "5310412",
      "attributes": {
       "objectType": "PartnerRelationship"
      },
      "state": "Active",
      "location": "NL"
     }
    ],
    "links": {
     "self": {
      "uri": "/relationships?relationship_type=IsIndirectResellerOf",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listPartnerSubscriptions": {
  "refusals": {
   "404/60003": "There is no customer 2651b17e-fcd4-47f9-8f6e-97619d30cfbe."
  },
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "customerName": "Oresund Foods",
      "id": "97071fc1-cc74-821f-a474-bde6a84bf321",
      "offerId": "NCTEAMSPHON1:0001:WDG04CQRCY67",
      "offerName": "Microsoft Teams Phone with Calling Plan",
      "friendlyName": "Microsoft Teams Phone with Calling Plan",
      "productType": {
       "id": "OnlineServicesNCE",
       "displayName": "OnlineServicesNCE"
      },
      "quantity": 10,
      "unitType": "Licenses",
      "creationDate": "2026-03-02T10:00:00.000Z",
      "effectiveStartDate": "2026-03-02T10:00:00.000Z",
      "commitmentEndDate": "2027-03-01T00:00:00Z",
      "commitmentEndDateTime": "2027-03-01T23:59:59Z",
      "billingCycleEndDate": "2026-04-01T00:00:00Z",
      "billingCycleEndDateTime": "2026-04-01T23:59:59Z",
      "cancellationAllowedUntilDate": "2026-03-09T10:00:00.000Z",
      "status": "active",
      "autoRenewEnabled": true,
      "isTrial": false,
      "billingType": "license",
      "billingCycle": "monthly",
      "termDuration": "P1Y",
      "renewalTermDuration": "",
      "actions": [
       "edit"
      ],
      "refundOptions": [
       {
        "type": "Full",
        "expiresAt": "2026-03-03T10:00:00.000Z"
       }
      ],
      "refundableQuantity": {
       "totalQuantity": 10,
       "details": [
        {
         "quantity": 10,
         "allowedUntilDateTime": "2026-03-09T10:00:00.000Z"
        }
       ]
      },
      "isMicrosoftProduct": true,
      "attentionNeeded": false,
      "actionTaken": false,
      "contractType": "subscription",
      "publisherName": "Microsoft Corporation",
      "orderId": "5618e36e23d3",
      "consumptionType": "overage",
      "links": {
       "product": {
        "uri": "/products/NCTEAMSPHON1?country=SE",
        "method": "GET",
        "headers": []
       },
       "sku": {
        "uri": "/products/NCTEAMSPHON1/skus/0001?country=SE",
        "method": "GET",
        "headers": []
       },
       "availability": {
        "uri": "/products/NCTEAMSPHON1/skus/0001/availabilities/WDG04CQRCY67?country=SE",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/97071fc1-cc74-821f-a474-bde6a84bf321",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "etag": "eyJpZCI6Ijk3MDcxZmMxLWNjNzQtODIxZi1hNDc0LWJkZTZhODRiZjMyMSIsInZlcnNpb24iOjF9",
       "objectType": "Subscription"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/subscriptions",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/subscriptions?size=2&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJIWUZNaTEwcjQ1TzZSaDloIiwie1wibGltaXRcIjoyLFwiY29udGludWF0aW9uXCI6XCJ7XFxcImFmdGVyXFxcIjpcXFwiYnl8Q29tcGFueU5hbWV8b3Jlc3VuZCBmb29kc3xlZmNhYjFmNi1hNTZjLTRjM2EtYjA5Yi04YmM0ZTkyMzFlMTVcXFwiLFxcXCJ3aXRoaW5cXFwiOntcXFwiY3VzdG9tZXJcXFwiOlxcXCJieXxDb21wYW55TmFtZXx6b25uZWJsb2VtIGluc3RhbGxhdGllc3wyNjUxYjE3ZS1mY2Q0LTQ3ZjktOGY2ZS05NzYxOWQzMGNmYmVcXFwiLFxcXCJwbGFjZVxcXCI6XFxcIlxcXCJ9fVwifSJd"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listPartners": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 8,
    "items": [
     {
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "kind": "direct_bill",
      "name": "Havn Cloud",
      "partnerId": "5310388",
      "country": "NL",
      "currency": "EUR",
      "programmeStatus": "active",
      "domains": [],
      "slug": "havn",
      "attributes": {
       "objectType": "OperatedPartner"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/partners",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/operations/partners?size=8&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJNbldITFlYdUd2U3Y0Nl9KIiwie1wibGltaXRcIjo4LFwiY29udGludWF0aW9uXCI6XCJbXFxcInBhcnRuZXJzXFxcIixcXFwidGVuYW50fDljZTUyMzIyLTJkNjktNDFlZC1hYTkzLWQ1Yzc5NTBmMDE4YVxcXCJdXCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listPolicies": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "name": "new-commerce",
      "status": "in_force",
      "effectiveFrom": "1970-01-01T00:00:00.000Z",
      "windowHours": 168,
      "windowHoursByMarket": {},
      "fullRefundHours": 24,
      "saasWindowHours": {
       "monthly": 24,
       "longer": 336
      },
      "autoRenewOff": {
       "meaning": "expires"
      },
      "retentionDays": {
       "expired": 30,
       "disabled": 90
      },
      "rounding": "LINE_DOWN",
      "billingPlanProration": "MONTHS_LEFT",
      "cartLifeDays": 7,
      "overageSetUp": "onPurchase",
      "handoverDays": 30,
      "transferDays": 30,
      "usageClosesAfterDays": 5,
      "callMinutesPerUserAndDay": 1440,
      "attributes": {
       "objectType": "Policy"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/policies",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listProducts": {
  "refusals": {
   "400/3000": "country: the catalogue has no market XX.",
   "403/400030": "The segment space is not allowed; allowed: commercial, education, government, nonprofit.",
   "403/400036": "The target view 00000000-0000-0000-0000-000000000000 is not allowed."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "NCFJORDSIG01",
      "title": "Fjordlys Signal",
      "description": "Messages to customers, charged by what is sent.",
      "productType": {
       "id": "Azure",
       "displayName": "Azure",
       "subType": {
        "id": "SaaS",
        "displayName": "SaaS"
       }
      },
      "isMicrosoftProduct": false,
      "publisherName": "Fjordlys Analytics AS",
      "links": {
       "skus": {
        "uri": "/products/NCFJORDSIG01/skus?country=NL",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/products/NCFJORDSIG01?country=NL",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/products?country=NL&targetView=MarketplaceSaaS&billingType=usage",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listProjections": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 10,
    "items": [
     {
      "name": "deadlines",
      "about": "What must happen later, in the deadline index: of customers, exports, invoices, endpoints of webhooks, mailboxes and consumers."
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/projections",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listPromotions": {
  "refusals": {
   "400/3000": "country: the catalogue has no market XX."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "PRBUSPREMI01:0001:PRSPRING2026",
      "name": "Business Premium spring offer",
      "description": "12 % off Business Premium for 5 to 200 seats.",
      "startDate": "2026-03-01T00:00:00.000Z",
      "endDate": "2026-06-30T23:59:59.000Z",
      "properties": {
       "isAutoApplicable": true
      },
      "requiredProducts": [
       {
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "term": {
         "duration": "P1Y",
         "billingCycle": "Monthly"
        },
        "pricingPolicies": [
         {
          "policyType": "PercentDiscount",
          "value": "0.12"
         }
        ]
       }
      ]
     }
    ],
    "links": {
     "self": {
      "uri": "/productpromotions?country=NL&segment=commercial",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listPurchasableAddOns": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "id": "4QXL4TRHWIPM",
      "productId": "NCM365COPIL1",
      "skuId": "0001",
      "catalogItemId": "NCM365COPIL1:0001:4QXL4TRHWIPM",
      "defaultCurrency": {
       "code": "EUR",
       "symbol": "€"
      },
      "segment": "commercial",
      "country": "NL",
      "isPurchasable": false,
      "restrictions": [
       {
        "reasonCode": "NoBaseSeatsLeft",
        "description": "1 licences are more than the customer's base allows: 2 base licences leave room for 0.",
        "properties": {}
       }
      ],
      "isRenewable": true,
      "renewalInstructions": [
       {
        "applicableTermIds": [
         "t1ymon"
        ],
        "renewalOptions": [
         {
          "renewToId": "NCM365COPIL1:0001",
          "isAutoRenewable": true
         }
        ]
       }
      ],
      "terms": [
       {
        "id": "t1ymon",
        "duration": "P1Y",
        "description": "One year, billed monthly",
        "billingCycle": "Monthly",
        "cancellationPolicies": [
         {
          "refundOptions": [
           {
            "sequenceId": 0,
            "type": "Partial",
            "expiresAfter": "P7D"
           }
          ]
         }
        ],
        "renewalOptions": [
         {
          "termDuration": "P1Y",
          "description": "One year"
         }
        ],
        "pricing": {
         "unitPrice": 269.76,
         "cyclePrice": 22.48,
         "currency": "EUR"
        }
       }
      ],
      "product": {
       "id": "NCM365COPIL1",
       "title": "Microsoft 365 Copilot",
       "description": "AI assistance in the Microsoft 365 apps; at most one per base licence.",
       "productType": {
        "id": "OnlineServicesNCE",
        "displayName": "OnlineServicesNCE"
       },
       "isMicrosoftProduct": true,
       "publisherName": "Microsoft Corporation",
       "links": {
        "skus": {
         "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus",
         "method": "GET",
         "headers": []
        },
        "self": {
         "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1",
         "method": "GET",
         "headers": []
        }
       }
      },
      "sku": {
       "id": "0001",
       "productId": "NCM365COPIL1",
       "title": "Microsoft 365 Copilot",
       "description": "AI assistance in the Microsoft 365 apps; at most one per base licence.",
       "minimumQuantity": 1,
       "maximumQuantity": 10000000,
       "isTrial": false,
       "supportedBillingCycles": [
        "monthly"
       ],
       "purchasePrerequisites": [
        "MicrosoftCustomerAgreement"
       ],
       "inventoryVariables": [],
       "provisioningVariables": [],
       "actions": [
        "Refund"
       ],
       "dynamicAttributes": {
        "isMicrosoftProduct": true,
        "hasConstraints": false,
        "isAddon": true,
        "prerequisiteSkus": [
         "NCBUSBASIC01:0001"
        ],
        "isSoftwareAssuranceApplicable": false,
        "upgradeTargetOffers": [],
        "provisioningId": "3ac76f8f-d351-48b0-9033-931fbe596c8f",
        "billingType": "license",
        "internal": false,
        "conversionInstructions": []
       },
       "links": {
        "availabilities": {
         "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus/0001/availabilities",
         "method": "GET",
         "headers": []
        },
        "self": {
         "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus/0001",
         "method": "GET",
         "headers": []
        }
       }
      },
      "links": {
       "self": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/products/NCM365COPIL1/skus/0001/availabilities/4QXL4TRHWIPM",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/bc0e2089-10c1-8edd-b4c4-e466ff78eb18/purchasableaddons",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listQualifications": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": [
    {
     "qualification": "Education",
     "educationSegment": "K12",
     "vettingStatus": "Approved",
     "vettingCreateDate": "2021-06-18T10:00:00.000Z"
    }
   ]
  }
 },
 "listRedundantLicences": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "subscriptionId": "015b6625-06c5-845f-8b70-fd79e65af7d0",
      "friendlyName": "Enterprise Mobility + Security E5",
      "offerName": "Enterprise Mobility + Security E5",
      "quantity": 4,
      "coveredBy": "7fc1a476-e560-8f7f-9dd1-9a1ea283932b",
      "supportRequestUntil": "2026-08-09T00:00:00.000Z"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/redundantlicences",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    },
    "unreadable": [
     {
      "kind": "transition"
     }
    ]
   }
  }
 },
 "listRegistrationEvents": {
  "refusals": {},
  "answers": {
   "200": [
    "test-created"
   ]
  }
 },
 "listRelationshipsOfCustomer": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "partnerTenantId": "681a8a81-1b6a-4c6f-be86-4694ee824f39",
      "status": "pending",
      "since": "2021-06-18T10:00:00.000Z",
      "resellerTenantId": "611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e",
      "attributes": {
       "etag": "eyJpZCI6ImE0ZWMwMjEzLTBjYTMtOGZkZS1iYmVlLWVhYTZkNjYwMDc1NiIsInZlcnNpb24iOjE2MjQwMTA0MDAwMDB9",
       "objectType": "ResellerRelationship"
      },
      "partnerName": "Polder Distributie",
      "resellerName": "Waterland ICT"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/relationships",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listRenewals": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "totalCount": 2,
    "items": [
     {
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "customerName": "Zonnebloem Installaties",
      "subscriptionId": "015b6625-06c5-845f-8b70-fd79e65af7d0",
      "friendlyName": "Microsoft 365 Business Standard",
      "offerId": "NCBUSSTAND01:0001:BQKP2H030J2K",
      "offerName": "Microsoft 365 Business Standard",
      "status": "active",
      "quantity": 10,
      "termDuration": "P1M",
      "billingCycle": "monthly",
      "termEndDate": "2026-07-09T00:00:00Z",
      "at": "2026-07-10T00:00:00.000Z",
      "what": "renewal",
      "brings": {
       "asOf": "2026-06-10T10:00:00.000Z",
       "status": "active",
       "product": {
        "productId": "NCBUSSTAND01",
        "skuId": "0001",
        "availabilityId": "BQKP2H030J2K",
        "title": "Microsoft 365 Business Standard"
       },
       "quantity": 12,
       "termDuration": "P1M",
       "billingCycle": "monthly",
       "termEndDate": "2026-08-09T00:00:00Z",
       "unitPrice": "10.08",
       "charges": [
        {
         "id": "015b6625-06c5-845f-8b70-fd79e65af7d0|00000003|001",
         "chargeType": "renew",
         "sign": 1,
         "orderDate": "2026-07-10T00:00:00.000Z",
         "chargeStartDate": "2026-07-10T00:00:00Z",
         "chargeEndDate": "2026-08-09T00:00:00Z",
         "unitPrice": "10.08",
         "effectiveUnitPrice": "10.08",
         "quantity": 12,
         "subtotal": "120.96",
         "currency": "EUR",
         "arithmetic": {
          "billableDays": 31,
          "cycleDays": 31,
          "rounding": "LINE_DOWN"
         },
         "referenceId": "015b6625-06c5-845f-8b70-fd79e65af7d0|term 2|cycle 0",
         "orderId": "c368ba7a6181",
         "subscriptionId": "015b6625-06c5-845f-8b70-fd79e65af7d0",
         "productId": "NCBUSSTAND01",
         "skuId": "0001",
         "availabilityId": "BQKP2H030J2K",
         "termAndBillingCycle": "One-Month commitment for monthly billing"
        }
       ],
       "amount": "120.96",
       "currency": "EUR",
       "events": [
        "ScheduledChangeApplied"
       ],
       "dependsOn": [
        "holdings"
       ]
      },
      "nextTerm": {
       "atTermEnd": "renew",
       "quantity": 12,
       "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
       "termDuration": "P1M",
       "billingCycle": "monthly"
      },
      "planTag": "p1.2.15612fe09d0f.eba383c0cd90",
      "attributes": {
       "etag": "eyJpZCI6IjAxNWI2NjI1LTA2YzUtODQ1Zi04YjcwLWZkNzllNjVhZjdkMCIsInZlcnNpb24iOjJ9",
       "objectType": "Renewal"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/renewals?until=2026-07-11T00%3A00%3A00.000Z",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listResourceUsageRecords": {
  "refusals": {
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "resourceId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "resourceName": "Subscription 1",
      "resourceType": "AzureSubscription",
      "totalCost": 73.78,
      "currencyCode": "USD",
      "currencyLocale": "en-US",
      "costs": [
       {
        "totalCost": 73.78,
        "currencyCode": "USD"
       }
      ],
      "notInUsd": [
       {
        "totalCost": 13.3,
        "currencyCode": "EUR"
       }
      ],
      "attributes": {
       "objectType": "AzureResourceMonthlyUsageRecord"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/usagerecords/resources",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listSkus": {
  "refusals": {
   "403/400030": "The segment 00000000-0000-0000-0000-000000000000 is not allowed; allowed: commercial, education, government, nonprofit.",
   "404/400013": "The product NOSUCHPRODUCT does not exist in the market NL."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "0001",
      "productId": "NCBUSSTAND01",
      "title": "Microsoft 365 Business Standard",
      "description": "Desktop apps, mail, meetings and 1 TB of storage per user.",
      "minimumQuantity": 1,
      "maximumQuantity": 300,
      "isTrial": false,
      "supportedBillingCycles": [
       "monthly"
      ],
      "purchasePrerequisites": [
       "MicrosoftCustomerAgreement"
      ],
      "inventoryVariables": [],
      "provisioningVariables": [],
      "actions": [
       "Refund"
      ],
      "dynamicAttributes": {
       "isMicrosoftProduct": true,
       "hasConstraints": false,
       "isAddon": false,
       "prerequisiteSkus": [],
       "isSoftwareAssuranceApplicable": false,
       "upgradeTargetOffers": [
        "NCBUSPREMI01:0001"
       ],
       "provisioningId": "3868b794-7f24-4988-ab3f-753f7a978802",
       "billingType": "license",
       "internal": false,
       "conversionInstructions": []
      },
      "links": {
       "availabilities": {
        "uri": "/products/NCBUSSTAND01/skus/0001/availabilities?country=NL",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/products/NCBUSSTAND01/skus/0001?country=NL",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/products/NCBUSSTAND01/skus?country=NL",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listSubscribedSkus": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "availableUnits": 4,
      "activeUnits": 0,
      "consumedUnits": 0,
      "suspendedUnits": 10,
      "totalUnits": 4,
      "warningUnits": 4,
      "productSku": {
       "id": "3868b794-7f24-4988-ab3f-753f7a978802",
       "name": "Microsoft 365 Business Standard",
       "skuPartNumber": "MICROSOFT_365_BUSINESS_STANDARD",
       "targetType": "User",
       "licenseGroupId": "group1"
      },
      "servicePlans": [],
      "capabilityStatus": "Warning",
      "attributes": {
       "objectType": "SubscribedSku"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/subscribedskus",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listSubscriptionActivationLinks": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "lineItemNumber": 0,
      "link": {
       "uri": "https://fjord.example/welcome?from=marketplace&token=39687f35-bfb5-87ea-bcf3-6b12a6f45c12",
       "method": "GET",
       "headers": []
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/39687f35-bfb5-87ea-bcf3-6b12a6f45c12/activationlinks",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listSubscriptions": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "0e749c56-45b7-8410-97e8-a3a40677c6ce",
      "offerId": "NCBUSSTAND01:0001:BQKP2H030J2K",
      "offerName": "Microsoft 365 Business Standard",
      "friendlyName": "Microsoft 365 Business Standard",
      "productType": {
       "id": "OnlineServicesNCE",
       "displayName": "OnlineServicesNCE"
      },
      "quantity": 10,
      "unitType": "Licenses",
      "hasPurchasableAddons": true,
      "creationDate": "2026-06-10T10:00:00.000Z",
      "effectiveStartDate": "2026-06-10T10:00:00.000Z",
      "commitmentEndDate": "2026-07-09T00:00:00Z",
      "commitmentEndDateTime": "2026-07-09T23:59:59Z",
      "billingCycleEndDate": "2026-07-09T00:00:00Z",
      "billingCycleEndDateTime": "2026-07-09T23:59:59Z",
      "cancellationAllowedUntilDate": "2026-06-17T10:00:00.000Z",
      "status": "active",
      "autoRenewEnabled": true,
      "isTrial": false,
      "billingType": "license",
      "billingCycle": "monthly",
      "termDuration": "P1M",
      "renewalTermDuration": "",
      "actions": [
       "edit"
      ],
      "refundOptions": [
       {
        "type": "Full",
        "expiresAt": "2026-06-11T10:00:00.000Z"
       }
      ],
      "refundableQuantity": {
       "totalQuantity": 10,
       "details": [
        {
         "quantity": 10,
         "allowedUntilDateTime": "2026-06-17T10:00:00.000Z"
        }
       ]
      },
      "isMicrosoftProduct": true,
      "attentionNeeded": false,
      "actionTaken": false,
      "contractType": "subscription",
      "publisherName": "Microsoft Corporation",
      "orderId": "0a938c31eb1e",
      "promotionId": "PRSUMMER0001:0001:PRAV00000001",
      "scheduledNextTermInstructions": {
       "product": {
        "productId": "NCBUSSTAND01",
        "skuId": "0001",
        "availabilityId": "BQKP2H030J2K",
        "termDuration": "P1M",
        "billingCycle": "monthly",
        "promotionId": "PRSUMMER0001:0001:PRAV00000001"
       },
       "quantity": 4
      },
      "links": {
       "product": {
        "uri": "/products/NCBUSSTAND01?country=NL",
        "method": "GET",
        "headers": []
       },
       "sku": {
        "uri": "/products/NCBUSSTAND01/skus/0001?country=NL",
        "method": "GET",
        "headers": []
       },
       "availability": {
        "uri": "/products/NCBUSSTAND01/skus/0001/availabilities/BQKP2H030J2K?country=NL",
        "method": "GET",
        "headers": []
       },
       "self": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/0e749c56-45b7-8410-97e8-a3a40677c6ce",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "etag": "eyJpZCI6IjBlNzQ5YzU2LTQ1YjctODQxMC05N2U4LWEzYTQwNjc3YzZjZSIsInZlcnNpb24iOjJ9",
       "objectType": "Subscription"
      }
     }
    ],
    "attributes": {
     "objectType": "Collection"
    },
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions",
      "method": "GET",
      "headers": []
     },
     "export": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions",
      "method": "GET",
      "headers": [
       {
        "key": "Accept",
        "value": "text/csv"
       }
      ]
     }
    }
   }
  }
 },
 "listSupportRequestEvents": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "08f8b81a-5f82-8331-9387-a33e3d01f527:1.1",
      "type": "SupportRequestFiled",
      "at": "2026-05-07T10:00:00.000Z",
      "subject": {
       "kind": "supportCase",
       "id": "08f8b81a-5f82-8331-9387-a33e3d01f527"
      },
      "version": 1,
      "data": {
       "subscriptionId": "0de9c1c2-0468-8dfa-b503-1df13a43c523",
       "reason": "incorrect_purchase",
       "by": "user of the test"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/0de9c1c2-0468-8dfa-b503-1df13a43c523/supportrequests/08f8b81a-5f82-8331-9387-a33e3d01f527/events",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listSupportRequests": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "2c7fec8a-2be7-800b-a82f-7ec0e0c4f5b1",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "subscriptionId": "935ead73-dda2-862e-a28a-806a1bcbdf80",
      "reason": "duplicate_order",
      "note": "Ordered twice",
      "status": "refused",
      "filedAt": "2026-06-20T10:00:00.000Z",
      "filedBy": "user of the test",
      "decidedAt": "2026-06-20T13:00:00.000Z",
      "decidedBy": "Op",
      "why": "It was used",
      "attributes": {
       "objectType": "SupportRequest"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/supportrequests?customerId=efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/supportrequests?customerId=efcab1f6-a56c-4c3a-b09b-8bc4e9231e15&size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJ6M1lqVHRwclhoY0ZPMUl5Iiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJyZXF1ZXN0fDIwMjYtMDYtMjBUMTA6MDA6MDAuMDAwWnxlZmNhYjFmNi1hNTZjLTRjM2EtYjA5Yi04YmM0ZTkyMzFlMTV8MmM3ZmVjOGEtMmJlNy04MDBiLWE4MmYtN2VjMGUwYzRmNWIxXCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listSupportRequestsOfSubscription": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "08f8b81a-5f82-8331-9387-a33e3d01f527",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "subscriptionId": "0de9c1c2-0468-8dfa-b503-1df13a43c523",
      "reason": "incorrect_purchase",
      "note": "havn bought it twice",
      "status": "filed",
      "filedAt": "2026-05-07T10:00:00.000Z",
      "filedBy": "user of the test",
      "attributes": {
       "objectType": "SupportRequest"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/0de9c1c2-0468-8dfa-b503-1df13a43c523/supportrequests",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listTransferEligibilities": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": [
    {
     "id": "09cb8d52-4369-820f-942c-e0ed6a76c9fd",
     "isEligible": false,
     "reason": "it is no licence of new commerce"
    }
   ]
  }
 },
 "listTransferEvents": {
  "refusals": {
   "404/900100": "There is no transfer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "f6776ae4-2c05-8f12-9564-d0055c60f7d1:1.1",
      "type": "TransferRequested",
      "at": "2026-06-10T10:00:00.000Z",
      "subject": {
       "kind": "transfer",
       "id": "f6776ae4-2c05-8f12-9564-d0055c60f7d1"
      },
      "version": 1,
      "data": {
       "by": {
        "partnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
        "userId": "user of the test"
       },
       "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
       "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
       "expiresAt": "2026-07-11T00:00:00.000Z"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/f6776ae4-2c05-8f12-9564-d0055c60f7d1/events",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/f6776ae4-2c05-8f12-9564-d0055c60f7d1/events?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJsMi0tbm5kWUliMDQ0WF9hIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcImFmdGVyXFxcIjp7XFxcImV2ZW50fGY2Nzc2YWU0LTJjMDUtOGYxMi05NTY0LWQwMDU1YzYwZjdkMXxcXFwiOlxcXCJldmVudHxmNjc3NmFlNC0yYzA1LThmMTItOTU2NC1kMDA1NWM2MGY3ZDF8MDAwMDAwMDFcXFwifX1cIn0iXQ"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listTransferRequests": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "2cda8fab-94cc-8277-9de5-8af01af3d6c9",
      "status": "Complete",
      "transferType": 5,
      "transferDirection": 2,
      "customerEmailId": "it@oresundfoods.example",
      "customerName": "Oresund Foods",
      "customerTenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "partnertenantid": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
      "sourcePartnerName": "Havn Cloud",
      "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "targetPartnerName": "Nordlys IT",
      "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
      "ignoreEligibilityCheck": false,
      "createdTime": "2026-06-10T10:00:00.000Z",
      "lastModifiedTime": "2026-06-10T11:00:00.000Z",
      "completedTime": "2026-06-10T11:00:00.000Z",
      "expirationTime": "2026-07-11T00:00:00.000Z",
      "lastModifiedUser": "user of the test",
      "lineItems": [
       {
        "id": 0,
        "subscriptionId": "7539d4b2-464c-8241-95aa-d6ea099a8931",
        "productType": "OnlineServicesNCE",
        "offerId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
        "orderId": "861bcba012f7",
        "quantity": 10,
        "billingCycle": "monthly",
        "friendlyName": "Microsoft 365 Business Standard",
        "status": "Complete"
       }
      ],
      "links": {
       "self": {
        "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/2cda8fab-94cc-8277-9de5-8af01af3d6c9",
        "method": "GET",
        "headers": []
       }
      },
      "attributes": {
       "objectType": "TransferEntity"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/transfers?direction=outgoing&status=Complete",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listTransfers": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": [
    {
     "id": "18afffd0-43bd-8514-ae9f-12e3754ed81a",
     "status": "InProgress",
     "transferType": 5,
     "customerEmailId": "it@oresundfoods.example",
     "customerName": "Oresund Foods",
     "customerTenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
     "partnertenantid": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
     "sourcePartnerName": "Havn Cloud",
     "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
     "targetPartnerName": "Nordlys IT",
     "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
     "ignoreEligibilityCheck": false,
     "createdTime": "2026-06-10T10:00:00.000Z",
     "lastModifiedTime": "2026-06-10T11:00:00.000Z",
     "expirationTime": "2026-07-11T00:00:00.000Z",
     "lastModifiedUser": "user of the test",
     "lineItems": [
      {
       "id": 0,
       "subscriptionId": "95abb373-c0d3-8e5d-9d10-20a467a90935",
       "sourceSubscriptionId": "95abb373-c0d3-8e5d-9d10-20a467a90935",
       "productType": "OnlineServicesNCE",
       "offerId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
       "quantity": 10,
       "billingCycle": "monthly",
       "friendlyName": "Microsoft 365 Business Standard"
      }
     ],
     "links": {
      "self": {
       "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/18afffd0-43bd-8514-ae9f-12e3754ed81a",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "objectType": "TransferEntity"
     }
    }
   ]
  }
 },
 "listTransitionEligibilities": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 3,
    "items": [
     {
      "operationId": "34c5d58a-cc70-8b17-9efb-9270e30ed1ea",
      "catalogItemId": "NCBUSPREMI01:0001:Y7Y7X2IQ395T",
      "title": "Microsoft 365 Business Premium",
      "description": "Business Standard with device management and advanced security.",
      "quantity": 25,
      "subscriptionEligibilities": [
       {
        "isEligible": false,
        "subscriptionId": "5b5586a2-88fb-8593-ac32-3d368f1173ec",
        "subscriptionFriendlyName": "Microsoft 365 Business Premium",
        "subscriptionTermDuration": "P1Y",
        "subscriptionBillingCycle": "annual",
        "errors": [
         {
          "code": 0,
          "description": "301 licences: the offer is sold from 1 to 300."
         }
        ]
       }
      ],
      "eligibilities": [
       {
        "isEligible": false,
        "transitionType": "transition_only",
        "errors": [
         {
          "code": 0,
          "description": "quantity: 25 more licences are asked for and 24 are left of what a customer may have of this SKU."
         }
        ]
       }
      ],
      "attributes": {
       "objectType": "TransitionEligibility"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/bd5d02f5-5dfd-80b8-82c0-f1e3076f7201/transitionEligibilities?eligibilityType=immediate",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listTransitions": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "operationId": "91e149f9-950e-813c-9460-1e3cabe7790a",
      "fromCatalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
      "fromSubscriptionId": "d553812a-e1c9-88b0-a517-0fbd27791dca",
      "toCatalogItemId": "NCBUSPREMI01:0001:Y7Y7X2IQ395T",
      "toSubscriptionId": "c8809c5f-6189-8364-8da1-f607089473ff",
      "quantity": 4,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "transitionType": "transition_only",
      "events": [
       {
        "name": "Conversion",
        "status": "Started",
        "timestamp": "2026-06-01T10:00:00.000Z",
        "attributes": {
         "objectType": "TransitionEvent"
        }
       }
      ],
      "attributes": {
       "objectType": "Transition"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/d553812a-e1c9-88b0-a517-0fbd27791dca/transitions",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listUnbilledLineItems": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "partnerName": "Havn Cloud",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "customerName": "Oresund Foods",
      "customerDomainName": "oresundfoods.onmicrosoft.com",
      "customerCountry": "SE",
      "invoiceNumber": "",
      "mpnId": "5310388",
      "resellerMpnId": "0",
      "productId": "DZH318Z0BPS6",
      "skuId": "0001",
      "availabilityId": "08f1aab1-9c6f-4607-a741-931e75357d63",
      "skuName": "Log ingestion",
      "productName": "Log ingestion",
      "publisherName": "Microsoft",
      "publisherId": "",
      "subscriptionDescription": "Azure plan",
      "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
      "chargeStartDate": "2026-03-01T00:00:00Z",
      "chargeEndDate": "2026-03-31T00:00:00Z",
      "usageDate": "2026-03-03T00:00:00Z",
      "meterType": "Log ingestion",
      "meterCategory": "Azure",
      "meterId": "08f1aab1-9c6f-4607-a741-931e75357d63",
      "meterSubCategory": "",
      "meterName": "Log ingestion",
      "meterRegion": "",
      "unitOfMeasure": "1 GB",
      "resourceLocation": "",
      "consumedService": "",
      "resourceGroup": "",
      "resourceUri": "",
      "chargeType": "new",
      "unitPrice": 0,
      "quantity": 5,
      "unitType": "1 GB",
      "billingPreTaxTotal": 0,
      "billingCurrency": "USD",
      "pricingPreTaxTotal": 0,
      "pricingCurrency": "USD",
      "pcToBCExchangeRate": 1,
      "pcToBCExchangeRateDate": "2026-03-31T00:00:00Z",
      "serviceInfo1": "",
      "serviceInfo2": "",
      "tags": "",
      "additionalInfo": "",
      "effectiveUnitPrice": 0,
      "entitlementId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "entitlementDescription": "Subscription 1",
      "hasPartnerEarnedCredit": true,
      "rateOfPartnerEarnedCredit": 0.15,
      "partnerEarnedCreditPercentage": 15,
      "rateOfCredit": 0,
      "creditType": "Partner Earned Credit Applied",
      "benefitOrderId": "",
      "benefitId": "",
      "benefitType": "",
      "invoiceLineItemType": "usage_line_items",
      "billingProvider": "one_time",
      "attributes": {
       "objectType": "DailyRatedUsageLineItem"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=USD&period=current",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/invoices/unbilled/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&currencycode=USD&period=current&size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJ0TllYTHdzT180bWhTb1Q1Iiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcInNoYXJkXFxcIjowLFxcXCJ3aXRoaW5cXFwiOjN9XCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listUnreadable": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "id": "00d4cd17-c5a6-87da-a463-e0349a9def23",
      "table": "Commerce",
      "partition": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "key": "charge|0e69a532-7584-884f-9d6e-6360b7e9ea7f|00000001|001",
      "etag": "W/\"45\"",
      "kind": "charge",
      "reason": "✖ must be a day of the calendar, 2026-01-31 say\n  → at chargeEnd",
      "foundAt": "2026-06-10T10:00:00.000Z"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/operations/unreadable",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listUpgrades": {
  "refusals": {
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "targetOffer": {
       "id": "2f707c7c-2433-49a5-a437-9ca7cf40d3eb",
       "name": "Exchange Online (Plan 2)",
       "description": "Mail for business with unlimited storage, as a traditional licence.",
       "minimumQuantity": 1,
       "maximumQuantity": 10000,
       "uri": "/offers/2f707c7c-2433-49a5-a437-9ca7cf40d3eb?country=NL",
       "country": "NL",
       "links": {
        "self": {
         "uri": "/offers/2f707c7c-2433-49a5-a437-9ca7cf40d3eb?country=NL",
         "method": "GET",
         "headers": []
        }
       },
       "attributes": {
        "objectType": "Offer"
       }
      },
      "upgradeType": "upgrade_only",
      "isEligible": false,
      "quantity": 2,
      "upgradeErrors": [
       {
        "code": 2,
        "description": "The subscription 021c15fc-2481-8047-8ef4-28f8d7ecd5a6 is suspended: resume it first."
       }
      ],
      "attributes": {
       "objectType": "Upgrade"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/021c15fc-2481-8047-8ef4-28f8d7ecd5a6/upgrades",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listValidationCodes": {
  "refusals": {},
  "answers": {
   "200": []
  }
 },
 "listWebhookDeliveries": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "eventId": "0de9c1c2-0468-8dfa-b503-1df13a43c523:4",
      "eventTypes": [
       "subscription.SubscriptionRenamed"
      ],
      "at": "2026-05-07T10:00:00.000Z",
      "attempt": 1,
      "outcome": "delivered",
      "httpStatus": 200,
      "answer": "said 200",
      "durationMs": 12
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/webhooks/7b0037da-ca4c-8920-97ad-40e9a18dbad6/deliveries",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/nextterm/v1/webhooks/7b0037da-ca4c-8920-97ad-40e9a18dbad6/deliveries?size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJnYUYxVVIzOU5ET0tHZFZWIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJbXFxcImVuZHBvaW50fDdiMDAzN2RhLWNhNGMtODkyMC05N2FkLTQwZTlhMThkYmFkNlxcXCIsXFxcImF0dGVtcHR8MjAyNi0wNS0wN1QxMDowMDowMC4wMDBafGJjMGUyMDg5LTEwYzEtOGVkZC1iNGM0LWU0NjZmZjc4ZWIxOHwwMDAwMDAwNHwwMVxcXCJdXCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "listWebhooks": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 4,
    "items": [
     {
      "id": "6b56ebf4-7762-8b00-8bac-a5695f4d15ec",
      "form": "own",
      "url": "https://hooks.example/customer",
      "events": [
       "subscription.*"
      ],
      "customers": [
       "2651b17e-fcd4-47f9-8f6e-97619d30cfbe"
      ],
      "products": [],
      "status": "active",
      "circuit": {
       "state": "closed",
       "failures": 0
      },
      "secrets": [
       {}
      ],
      "createdDate": "2021-06-18T10:00:00.000Z",
      "attributes": {
       "objectType": "Webhook",
       "etag": "eyJpZCI6IjZiNTZlYmY0LTc3NjItOGIwMC04YmFjLWE1Njk1ZjRkMTVlYyIsInZlcnNpb24iOjF9"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/webhooks",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "offerTransfer": {
  "refusals": {
   "400/800078": "The subscription 00000000-0000-0000-0000-000000000000 cannot be transferred: the source has no such subscription.",
   "400/900102": "The transfer 294dad0b-dae7-8dcb-a641-aa63138a3541 is over: Expired.",
   "400/900145": "The subscription fd4c746a-2194-4aff-9ee6-f5d3712cf123 cannot be transferred: AzureSavingsPlan is not moved.",
   "400/900146": "The subscription 97071fc1-cc74-821f-a474-bde6a84bf321 cannot be transferred: SaaS is not moved.",
   "403/900139": "A transfer with an Azure subscription, 847c4b5f-303e-8e48-9c58-6981823980a1, cannot be accepted.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/900100": "There is no transfer 00000000-0000-0000-0000-000000000000.",
   "409/900101": "The transfer 4832ce75-7936-89f4-ad95-d8a6236015d6 is in progress."
  },
  "request": {
   "lineItems": [
    {
     "subscriptionId": "0767da06-440d-8185-a315-5a440ed13067",
     "productType": "OnlineServicesNCE"
    }
   ]
  },
  "answers": {
   "200": {
    "transferId": "879d7904-4ba0-8264-b20c-e761c86f8406",
    "side": "source",
    "asOf": "2026-03-02T10:00:00.000Z",
    "offered": true,
    "items": [
     {
      "line": 0,
      "subscriptionId": "b4194ffa-e07b-84b1-98c0-fb921158103f",
      "productId": "NCTEAMSPHON1",
      "skuId": "0001",
      "friendlyName": "Microsoft Teams Phone with Calling Plan",
      "quantity": 10,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "commitmentEndDate": "2027-03-01T00:00:00Z",
      "possible": true,
      "pricePerCycle": "11.92",
      "currency": "EUR",
      "charges": [
       {
        "id": "b4194ffa-e07b-84b1-98c0-fb921158103f|00000002|001",
        "chargeType": "cancelImmediate",
        "sign": -1,
        "orderDate": "2026-03-02T10:00:00.000Z",
        "chargeStartDate": "2026-03-03T00:00:00Z",
        "chargeEndDate": "2026-04-01T00:00:00Z",
        "unitPrice": "11.92",
        "effectiveUnitPrice": "-11.53548387096774193548",
        "quantity": 10,
        "subtotal": "-115.35",
        "currency": "EUR",
        "arithmetic": {
         "billableDays": 30,
         "cycleDays": 31,
         "rounding": "LINE_DOWN"
        },
        "referenceId": "b4194ffa-e07b-84b1-98c0-fb921158103f|version 2",
        "orderId": "7fb2b7857a7e",
        "subscriptionId": "b4194ffa-e07b-84b1-98c0-fb921158103f",
        "productId": "NCTEAMSPHON1",
        "skuId": "0001",
        "availabilityId": "WDG04CQRCY67",
        "termAndBillingCycle": "One-Year commitment for monthly billing"
       }
      ],
      "gains": [],
      "loses": [
       {
        "what": "subscription",
        "quantity": 10,
        "termEnd": "2027-03-01T00:00:00Z"
       }
      ]
     }
    ],
    "gains": [],
    "loses": [
     {
      "what": "overageAssignment",
      "service": "PhoneServices"
     }
    ],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/879d7904-4ba0-8264-b20c-e761c86f8406/preview",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "openApiJson": {
  "refusals": {},
  "answers": {}
 },
 "openApiYaml": {
  "refusals": {},
  "answers": {}
 },
 "patchCustomer": {
  "refusals": {
   "403/600006": "The relationship cannot end while subscriptions are active; suspend them first: 015b6625-06c5-845f-8b70-fd79e65af7d0.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "relationshipToPartner": "none",
   "id": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
   "commerceId": "39885178-1886-8c22-a5b9-a62001001747",
   "companyProfile": {
    "tenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "domain": "oresundfoods.onmicrosoft.com",
    "companyName": "Oresund Foods"
   },
   "billingProfile": {
    "id": "6eb72bdc-84b3-8df5-b347-113fede614a8",
    "email": "n.bergman@oresundfoods.example",
    "culture": "sv-SE",
    "language": "sv",
    "companyName": "Oresund Foods",
    "defaultAddress": {
     "country": "SE",
     "city": "Malmö",
     "addressLine1": "Hamngatan 3",
     "postalCode": "211 22",
     "firstName": "Nils",
     "lastName": "Bergman",
     "phoneNumber": "0405551234"
    }
   }
  },
  "answers": {
   "200": {
    "id": "16c1799c-7d5a-42a5-a37e-cd6dfda05b5a",
    "commerceId": "8df19b0e-85e3-80e5-9356-54af7ac4a488",
    "companyProfile": {
     "tenantId": "16c1799c-7d5a-42a5-a37e-cd6dfda05b5a",
     "domain": "tulpveldlogistiek.onmicrosoft.com",
     "companyName": "Tulpveld Logistiek",
     "links": {
      "self": {
       "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/profiles/company",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "objectType": "CustomerCompanyProfile"
     }
    },
    "billingProfile": {
     "id": "10a88eeb-e31c-870b-a3ed-1179913f95ea",
     "email": "b.dekker@tulpveldlogistiek.example",
     "culture": "nl-NL",
     "language": "nl",
     "companyName": "Tulpveld Logistiek",
     "defaultAddress": {
      "country": "NL",
      "city": "Leiden",
      "addressLine1": "Kanaalweg 88",
      "postalCode": "2332 BB",
      "firstName": "Bram",
      "lastName": "Dekker",
      "phoneNumber": "0715551234"
     },
     "links": {
      "self": {
       "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/profiles/billing",
       "method": "GET",
       "headers": []
      }
     },
     "attributes": {
      "etag": "eyJpZCI6IjEwYTg4ZWViLWUzMWMtODcwYi1hM2VkLTExNzk5MTNmOTVlYSIsInZlcnNpb24iOjF9",
      "objectType": "CustomerBillingProfile"
     }
    },
    "relationshipToPartner": "none",
    "allowDelegatedAccess": false,
    "customDomains": [
     "tulpveldlogistiek.onmicrosoft.com"
    ],
    "associatedPartnerId": "611ce3cd-2fa9-4d7d-b36c-4f0a8458e74e",
    "links": {
     "self": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Customer"
    }
   }
  }
 },
 "patchOrder": {
  "refusals": {
   "400/6000": "The billing cycle of the order b05bd75e697b cannot be changed: its subscription 9119c775-f0f1-8c14-bdb4-f6dc8bbaef78 is suspended.",
   "400/6001": "The offer of 9119c775-f0f1-8c14-bdb4-f6dc8bbaef78 is not sold triennial.",
   "400/800004": "Line 0: The catalogue has no item x for this customer.",
   "400/800029": "The add-on 16dc8dad-2af2-45bb-ae80-aba6a21254a5:0001 does not belong to the subscription 8f0b9bbc-9bb8-8727-a2c9-f605ec7ba521.",
   "400/800061": "SUSE Linux Enterprise Server - 1-2 Sockets - 1 year (24da5d6c-18b1-8fb6-bf63-88d0589d5aef) cannot be cancelled: its distribution forbids it.",
   "400/800063": "Licences are not cancelled through their order c7b8bb540341: PATCH the subscription 6c3a4127-11f4-8860-aca5-6f25cce260cd with the status deleted, or suspended.",
   "400/800071": "lineItemNumber: the numbers must be 0 to 0, each once.",
   "400/800072": "The billing cycle of the order dc8fd2693618 cannot be changed alone: 9119c775-f0f1-8c14-bdb4-f6dc8bbaef78 would stay on the old one. Add-ons follow the order of their base.",
   "400/900117": "The subscription 186038df-6b71-84e6-a70c-71094ce3d0e4 cannot be cancelled: its window of 30 days closed at 2026-07-10T09:00:00.000Z.",
   "400/900206": "partnerOnRecordAttestationAccepted must be true: the partner attests that it acts as indirect partner where a reseller is named, else as direct partner.",
   "400/900269": "Line 0: The item is not sold for the term (none) with the billing cycle monthly.",
   "400/900275": "Line 0: The quantity 10001 lies outside what the offer allows: 1 to 10000.",
   "403/800019": "The order 9d6c296439e5 cannot be cancelled: Microsoft 365 Business Premium Trial is no software, which alone is cancelled so outside a sandbox.",
   "403/800077": "SaaS is not cancelled through its order 2070f4129180: PATCH the subscription e0d9e080-c4ad-8b81-acf2-d87c6a2eaf66 with the status deleted.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20000": "There is no order aaaaaaaaaaaa.",
   "404/20003": "Line 0: ParentSubscriptionId: the customer has no traditional subscription 00000000-1111-4222-8333-444444444444.",
   "404/400019": "The availability of DZH318Z0BPS6:0001 has been replaced since it was priced, or is another market's: read it again, update the cart and repeat.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800015": "Line 1: The PartnerID 1 does not exist.",
   "409/27009": "The add-on needs an active base: the subscription d164980c-4382-8e34-b062-1db16f90fa4e is deleted.",
   "409/900278": "The subscription is being renewed since 2027-01-13T00:00:00.000Z: try again in two minutes."
  },
  "request": {
   "status": "completed",
   "billingCycle": "annual",
   "currencyCode": "EUR",
   "lineItems": [
    {
     "lineItemNumber": 0,
     "offerId": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
     "subscriptionId": "5d231618-ce8f-8b77-8aff-c2560288151e",
     "friendlyName": "Exchange Online (Plan 1)",
     "quantity": 2,
     "termDuration": "P1Y",
     "provisioningContext": {}
    }
   ]
  },
  "answers": {
   "200": {
    "id": "14ffc1b805fe",
    "alternateId": "14ffc1b805fe",
    "referenceCustomerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "billingCycle": "monthly",
    "currencyCode": "EUR",
    "currencySymbol": "€",
    "lineItems": [
     {
      "lineItemNumber": 0,
      "offerId": "fd4c746a-2194-4aff-9ee6-f5d3712cf123",
      "subscriptionId": "12766261-287b-8b45-b534-b4580a4c42bb",
      "termDuration": "P1Y",
      "transactionType": "New",
      "friendlyName": "Exchange Online (Plan 1)",
      "quantity": 2,
      "provisioningContext": {},
      "pricing": {
       "listPrice": 3.04,
       "discountedPrice": 3.04,
       "proratedPrice": 3.04,
       "price": 3.04,
       "extendedPrice": 72.96
      },
      "links": {
       "product": {
        "uri": "/products/fd4c746a-2194-4aff-9ee6-f5d3712cf123?country=NL",
        "method": "GET",
        "headers": []
       },
       "sku": {
        "uri": "/products/fd4c746a-2194-4aff-9ee6-f5d3712cf123/skus/0001?country=NL",
        "method": "GET",
        "headers": []
       },
       "availability": {
        "uri": "/products/fd4c746a-2194-4aff-9ee6-f5d3712cf123/skus/0001/availabilities/I3D5GFGR9SN6?country=NL",
        "method": "GET",
        "headers": []
       },
       "subscription": {
        "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/12766261-287b-8b45-b534-b4580a4c42bb",
        "method": "GET",
        "headers": []
       }
      }
     }
    ],
    "creationDate": "2026-01-13T10:00:00.000Z",
    "status": "completed",
    "transactionType": "UserPurchase",
    "totalPrice": 126.72,
    "partnerOnRecordAttestationAccepted": true,
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/14ffc1b805fe",
      "method": "GET",
      "headers": []
     },
     "provisioningStatus": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/14ffc1b805fe/provisioningstatus",
      "method": "GET",
      "headers": []
     },
     "patchOperation": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/orders/14ffc1b805fe",
      "method": "PATCH",
      "headers": []
     }
    },
    "client": {},
    "attributes": {
     "objectType": "Order"
    }
   }
  }
 },
 "patchSubscription": {
  "refusals": {
   "400/10019": "quantity: the customer would have 19 licences of the add-on; 400 base licences need at least 20.",
   "400/2002": "quantity: a reduction never makes it zero; cancel the subscription 015b6625-06c5-845f-8b70-fd79e65af7d0 instead.",
   "400/2011": "The subscription 07b435fc-a93d-8d5d-a4ca-d7cb53cbff4b is deleted, not active.",
   "400/2054": "billingCycle cannot be set to annual here: it changes with nextChargeInstructions or scheduledNextTermInstructions.",
   "400/400041": "quantity: the add-on needs one of these, and the customer has none: NCBUSBASIC01:0001, NCBUSSTAND01:0001, NCBUSPREMI01:0001, NCM365ENTE03:0001, NCM365ENTE05:0001, NCM365ENTE05:0003, NCO365ENTE03:0001.",
   "400/800012": "The subscription 199a3a2b-04f3-81b5-a400-af446cb6a31d is disabled, not active.",
   "400/800016": "partnerId: 6120046 cannot be named: the first is an own indirect reseller, each once, at most five more after it.",
   "400/800040": "status: affc5a44-8d18-8cb5-b565-b16ce6ab446f is active and cannot become pending.",
   "400/800061": "SUSE Linux Enterprise Server - 1-2 Sockets - 1 year (e54ee7ee-7d1e-8a20-907d-61bc72dd5f9c) cannot be cancelled: its distribution forbids it.",
   "400/800062": "The perpetual software 1745e011-9c49-82f7-a11a-05707d744bcc is not cancelled here: PATCH its order 8489880f194a with the status cancelled.",
   "400/800063": "Add-ons hang on 9a00ae14-538b-8b8c-bea6-18fd5e703cf2: c6a7e806-b73a-8fef-82f4-c02d565b6719. Cancel them first.",
   "400/800081": "The subscription 14d2ca0a-6f07-8a3b-82c8-1773130d6126 must be activated before it is changed: follow its activation link. Until then it can be cancelled, and autoRenewEnabled set.",
   "400/800090": "The number of licences cannot be reduced by 1 now: 0 can be taken off. The next window opens at renewal on 2026-03-10.",
   "400/800091": "The subscription 4a243bfe-86cf-8a39-b0f2-7f8948474bbc is suspended: resume it first.",
   "400/800093": "Nothing can be scheduled for the next term of 0e749c56-45b7-8410-97e8-a3a40677c6ce: autoRenewEnabled is off.",
   "400/800095": "The number of licences of the software 14a020d0-305a-8e8e-ad1f-9676ed19c445 cannot be changed: cancel it in its window, and buy again.",
   "400/800096": "The status of the trial 2e60d5fe-e3ac-8ffa-8317-42d2adc465d6 cannot be changed; with autoRenewEnabled off it ends by itself.",
   "400/800098": "partnerId cannot be changed: a partner who sells directly names no reseller.",
   "400/800107": "termDuration: the term of the trial b302da3e-1932-8945-a4e5-def62625a666 cannot be changed; a conversion begins another.",
   "400/800122": "Not supported: a term of P1M for e02c6778-b64c-874b-a353-9e47fcff42ab, whose running term is P1Y; scheduledNextTermInstructions changes it with the next term.",
   "400/900117": "The subscription 0e749c56-45b7-8410-97e8-a3a40677c6ce cannot be cancelled: its window of 7 days closed at 2026-06-08T10:00:00.000Z. The next window opens when the next term starts, on 2027-06-01.",
   "400/900141": "Not supported: NCBUSPREMI01:0002:Y9N9MKYRHC1C as the next term; it is neither the same SKU nor one of the upgrades that transitionEligibilities lists.",
   "400/900245": "customTermEndDate: 2026-07-09 lies outside the term that begins on 2026-07-10.",
   "400/900246": "customTermEndDate: 2026-07-20 is neither the end of another subscription nor that of a month; customTermEndDates lists what is allowed.",
   "400/900269": "The product is not sold for P1M billed monthly on the day the next term begins.",
   "400/900270": "The product is not sold for P1M billed annual on the day the next term begins.",
   "400/900279": "status: 199a3a2b-04f3-81b5-a400-af446cb6a31d is expired and cannot become suspended.",
   "400/900280": "The renewal of 0fb4f4f5-d8e6-8f45-b5b0-f3dd0f44a5a1, due since 2026-07-10T00:00:00.000Z, failed for a day and was given up: nothing of it can be changed until the operator releases it.",
   "403/20002": "There is no accepted reseller relationship with the customer 2651b17e-fcd4-47f9-8f6e-97619d30cfbe.",
   "403/2006": "NCBUSPREMI01:0001 is exclusive to partners of the publisher's choice, and the caller is none of them.",
   "403/2085": "NCBUSPREMI01:0001 cannot be transacted here.",
   "403/800027": "The subscription 11be9403-926f-8a3f-b59e-8f0e206f458c has no seats: what is used of it is charged, and its quantity is always 1.",
   "403/800088": "quantity: 1 more licences are asked for and 0 are left of what a customer may have of this SKU.",
   "403/800089": "The customer already holds what is allowed of NCBUSPREMI01:0001: 1 per customer.",
   "403/900115": "The Azure plan 26cf867a-b46a-8f3b-b349-445bd5743726 cannot be suspended: 1 Azure subscriptions are active under it.",
   "403/900123": "partnerId: the reseller 6120051 has not signed the Microsoft Partner Agreement.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000.",
   "404/400013": "scheduledNextTermInstructions.product: there is no such product as 2026-02-30:0001:x names.",
   "404/400018": "scheduledNextTermInstructions.product: there is no such sku as NCBUSSTAND01:2026-02-30:x names.",
   "404/400019": "scheduledNextTermInstructions.product: there is no such availability as NCBUSSTAND01:0001:x names.",
   "404/60003": "There is no customer 2c3aedb6-34a2-435b-b794-2ad2eee764e0.",
   "404/800015": "partnerId: there is no reseller 999999.",
   "409/27009": "The add-on needs an active base: the subscription 9a00ae14-538b-8b8c-bea6-18fd5e703cf2 is suspended.",
   "409/900278": "The subscription is being renewed since 2021-07-18T00:00:00.000Z: try again in two minutes."
  },
  "request": {
   "quantity": 10,
   "friendlyName": "Microsoft 365 Business Standard",
   "autoRenewEnabled": true,
   "status": "active",
   "billingCycle": "monthly",
   "termDuration": "P1M",
   "scheduledNextTermInstructions": {
    "product": {
     "productId": "NCBUSSTAND01",
     "skuId": "0001",
     "availabilityId": "BQKP2H030J2K",
     "termDuration": "P1M",
     "billingCycle": "monthly"
    },
    "quantity": 10,
    "customTermEndDate": "2021-06-19"
   },
   "id": "ea8045cd-c67f-8e47-9291-e1c81180d6a6",
   "offerId": "NCBUSSTAND01:0001:BQKP2H030J2K",
   "orderId": "ed9e1746a03f",
   "effectiveStartDate": "2021-05-03T10:00:00.000Z",
   "commitmentEndDate": "2021-06-02T00:00:00Z",
   "commitmentEndDateTime": "2021-06-02T23:59:59Z",
   "billingCycleEndDate": "2021-06-02T00:00:00Z",
   "billingCycleEndDateTime": "2021-06-02T23:59:59Z"
  },
  "answers": {
   "200": {
    "id": "1346b34c-c063-800d-beac-add5beb5c3f9",
    "offerId": "NCBUSSTAND01:0001:BQKP2H030J2K",
    "offerName": "Microsoft 365 Business Standard",
    "friendlyName": "Microsoft 365 Business Standard",
    "productType": {
     "id": "OnlineServicesNCE",
     "displayName": "OnlineServicesNCE"
    },
    "quantity": 10,
    "unitType": "Licenses",
    "creationDate": "2026-06-10T10:00:00.000Z",
    "effectiveStartDate": "2026-06-10T10:00:00.000Z",
    "commitmentEndDate": "2027-06-09T00:00:00Z",
    "commitmentEndDateTime": "2027-06-09T23:59:59Z",
    "billingCycleEndDate": "2026-07-09T00:00:00Z",
    "billingCycleEndDateTime": "2026-07-09T23:59:59Z",
    "cancellationAllowedUntilDate": "2026-06-17T10:00:00.000Z",
    "status": "active",
    "autoRenewEnabled": true,
    "isTrial": false,
    "billingType": "license",
    "billingCycle": "monthly",
    "termDuration": "P1Y",
    "renewalTermDuration": "",
    "actions": [
     "edit"
    ],
    "refundOptions": [
     {
      "type": "Full",
      "expiresAt": "2026-06-11T10:00:00.000Z"
     }
    ],
    "refundableQuantity": {
     "totalQuantity": 10,
     "details": [
      {
       "quantity": 10,
       "allowedUntilDateTime": "2026-06-17T10:00:00.000Z"
      }
     ]
    },
    "isMicrosoftProduct": true,
    "attentionNeeded": false,
    "actionTaken": false,
    "contractType": "subscription",
    "publisherName": "Microsoft Corporation",
    "orderId": "056072086f74",
    "scheduledNextTermInstructions": {
     "product": {
      "productId": "NCBUSPREMI01",
      "skuId": "0001",
      "availabilityId": "Y7Y7X2IQ395T",
      "termDuration": "P1Y",
      "billingCycle": "monthly"
     },
     "quantity": 12,
     "customTermEndDate": "2028-05-31T00:00:00Z"
    },
    "scheduledActions": [
     {
      "scheduleType": "TermEnd",
      "actionType": "RenewToNewTerm",
      "instructions": {
       "product": {
        "productId": "NCBUSPREMI01",
        "skuId": "0001",
        "availabilityId": "Y7Y7X2IQ395T",
        "termDuration": "P1Y",
        "billingCycle": "monthly"
       },
       "quantity": 12,
       "customTermEndDate": "2028-05-31T00:00:00Z"
      }
     }
    ],
    "links": {
     "product": {
      "uri": "/products/NCBUSSTAND01?country=NL",
      "method": "GET",
      "headers": []
     },
     "sku": {
      "uri": "/products/NCBUSSTAND01/skus/0001?country=NL",
      "method": "GET",
      "headers": []
     },
     "availability": {
      "uri": "/products/NCBUSSTAND01/skus/0001/availabilities/BQKP2H030J2K?country=NL",
      "method": "GET",
      "headers": []
     },
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/subscriptions/1346b34c-c063-800d-beac-add5beb5c3f9",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEzNDZiMzRjLWMwNjMtODAwZC1iZWFjLWFkZDViZWI1YzNmOSIsInZlcnNpb24iOjV9",
     "objectType": "Subscription"
    }
   }
  }
 },
 "patchTransfer": {
  "refusals": {
   "400/800078": "The subscription 00000000-1111-4222-8333-444444444444 cannot be transferred: the source has no such subscription.",
   "400/900102": "The transfer 48adaf75-0c61-83d2-8d13-b64b4f123af8 is over: Complete.",
   "400/900145": "The subscription 144916de-77d5-8abc-9ff9-c7f23290dda2 cannot be transferred: AzureReservation is not moved.",
   "400/900146": "The subscription 4cb3be1a-6fa3-80d4-8b64-1162fb1b8813 cannot be transferred: SaaS is not moved.",
   "400/990362": "The target was shown better terms of 0de9c1c2-0468-8dfa-b503-1df13a43c523 than it would get now (price, licences, plan or end of the term): offer them again.",
   "403/900139": "A transfer with an Azure subscription, 766fb82d-8119-83f8-aa2a-ecfc06006d44, cannot be accepted.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/900100": "There is no transfer 00000000-0000-0000-0000-000000000000.",
   "409/900101": "The transfer 48adaf75-0c61-83d2-8d13-b64b4f123af8 is in progress."
  },
  "request": {
   "status": "Pending",
   "lineItems": [
    {
     "subscriptionId": "847c4b5f-303e-8e48-9c58-6981823980a1",
     "productType": "OnlineServicesNCE",
     "offerId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
     "quantity": 10,
     "billingCycle": "Monthly",
     "termDuration": "P1Y",
     "friendlyName": "Microsoft 365 Business Standard",
     "addonItems": []
    }
   ],
   "id": "9229b66d-797b-8084-9db8-efbb8f628aa1",
   "transferType": 5,
   "customerTenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
   "customerEmailId": "it@oresundfoods.example",
   "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
   "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
   "ignoreEligibilityCheck": false
  },
  "answers": {
   "200": {
    "id": "02f29405-dd7d-8bcb-8940-2c61c02cc16c",
    "status": "InProgress",
    "transferType": 5,
    "transferDirection": 1,
    "customerEmailId": "it@oresundfoods.example",
    "customerName": "Oresund Foods",
    "customerTenantId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "partnertenantid": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "sourcePartnerName": "Havn Cloud",
    "sourcePartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "targetPartnerName": "Nordlys IT",
    "targetPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "ignoreEligibilityCheck": false,
    "createdTime": "2026-06-10T10:00:00.000Z",
    "lastModifiedTime": "2026-06-10T10:00:00.000Z",
    "expirationTime": "2026-07-11T00:00:00.000Z",
    "lastModifiedUser": "user of the test",
    "lineItems": [
     {
      "id": 0,
      "subscriptionId": "fff21e3b-94d2-8d50-a32f-6174a61abbc3",
      "productType": "OnlineServicesNCE",
      "offerId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
      "quantity": 10,
      "billingCycle": "monthly",
      "friendlyName": "Microsoft 365 Business Standard"
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/02f29405-dd7d-8bcb-8940-2c61c02cc16c",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "TransferEntity"
    }
   }
  }
 },
 "patchUsageBudget": {
  "refusals": {
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "amount": 1.5
  },
  "answers": {
   "200": {
    "amount": 1,
    "attributes": {
     "objectType": "SpendingBudget"
    }
   }
  }
 },
 "previewTransfer": {
  "refusals": {
   "400/900102": "The transfer 294dad0b-dae7-8dcb-a641-aa63138a3541 is over: Expired.",
   "404/900100": "There is no transfer 00000000-0000-0000-0000-000000000000.",
   "409/900101": "The transfer 4832ce75-7936-89f4-ad95-d8a6236015d6 is in progress."
  },
  "answers": {
   "200": {
    "transferId": "b7bd227a-59be-85fc-a319-bb0db8ce2ca3",
    "side": "target",
    "asOf": "2026-07-01T00:00:00.000Z",
    "offered": true,
    "items": [
     {
      "line": 0,
      "productId": "NCM365ENTE03",
      "skuId": "0001",
      "friendlyName": "Microsoft 365 E3",
      "quantity": 10,
      "termDuration": "P1Y",
      "billingCycle": "annual",
      "commitmentEndDate": "2027-06-27T00:00:00Z",
      "possible": true,
      "pricePerCycle": "4520.64",
      "currency": "SEK",
      "offerOutdated": true,
      "shown": {
       "pricePerCycle": "4109.76",
       "currency": "SEK",
       "quantity": 10,
       "termDuration": "P1Y",
       "billingCycle": "annual",
       "commitmentEndDate": "2027-06-27T00:00:00Z"
      },
      "charges": [
       {
        "id": "26a1b53d-b6bb-8c4a-b64c-ace4a0af1bea|00000001|001",
        "chargeType": "new",
        "sign": 1,
        "orderDate": "2026-07-01T00:00:00.000Z",
        "chargeStartDate": "2026-07-02T00:00:00Z",
        "chargeEndDate": "2027-06-27T00:00:00Z",
        "unitPrice": "4520.64",
        "effectiveUnitPrice": "4471.09873972602739726027",
        "quantity": 10,
        "subtotal": "44710.98",
        "currency": "SEK",
        "arithmetic": {
         "billableDays": 361,
         "cycleDays": 365,
         "rounding": "LINE_DOWN"
        },
        "referenceId": "26a1b53d-b6bb-8c4a-b64c-ace4a0af1bea|term 1|cycle 0",
        "orderId": "abb8e3ecb41e",
        "subscriptionId": "26a1b53d-b6bb-8c4a-b64c-ace4a0af1bea",
        "productId": "NCM365ENTE03",
        "skuId": "0001",
        "availabilityId": "VGK706OX3MOL",
        "termAndBillingCycle": "One-Year commitment for yearly billing"
       }
      ],
      "gains": [
       {
        "what": "subscription",
        "quantity": 10,
        "termEnd": "2027-06-27T00:00:00Z"
       }
      ],
      "loses": []
     }
    ],
    "gains": [],
    "loses": [],
    "links": {
     "self": {
      "uri": "/nextterm/v1/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/transfers/b7bd227a-59be-85fc-a319-bb0db8ce2ca3/preview",
      "method": "GET",
      "headers": []
     }
    }
   }
  }
 },
 "putImport": {
  "refusals": {
   "400/3000": "Nothing was imported: 18 problems. sheet.csv, line 1, ProductTitle: column is missing; sheet.csv, line 1, ProductId: column is missing; sheet.csv, line 1, SkuId: column is missing; sheet.csv, line 1, SkuTitle: column is missing; sheet.csv, line 1, Publisher: column is missing; sheet.csv, line 1, SkuDescription: column is missing; sheet.csv, line 1, UnitOfMeasure: column is missing; sheet.csv, line 1, TermDuration: column is missing; sheet.csv, line 1, BillingPlan: column is missing; sheet.csv, line 1, Market: column is missing; sheet.csv, line 1, Currency: column is missing; sheet.csv, line 1, UnitPrice: column is missing; sheet.csv, line 1, PricingTierRangeMin: column is missing; sheet.csv, line 1, PricingTierRangeMax: column is missing; sheet.csv, line 1, EffectiveStartDate: column is missing; sheet.csv, line 1, EffectiveEndDate: column is missing; sheet.csv, line 1, Tags: column is missing; sheet.csv, line 1, ERP Price: column is missing.",
   "409/800042": "00000000-1111-4222-8333-444444444444 is the id of another import."
  },
  "request": {
   "files": [
    {
     "name": "de.csv",
     "kind": "price_sheet",
     "content": "H4sIAAAAAAAAA+2aXW/aMBSG7/crLF9HBx/nu3flY1vV0aFCNe3SDYZaDQ5ykmn791NIaKe2dAV8lURCimITAg9vTs6ThM5MtiyTYqGKVFKHNqtXS+rQ+WO5Xz5Nl/epyh+kqYfHMk+M2hYq09Shd1oV31dTKfLSVG9eSLMZl0Y000OVpkqvZ6mo1qbCPMqCOnRUGiN18qf5gJlRSf1FVKL0eqGkuRV6LadKvzUqflOHTlYrmRTql5wXwhRjUch/Byd62QwtxDqvZm5nZL+buVxvpC7oJzpVicnybFUQN/DJsMyVlnlOhiJXCXXozWh4Nx9ezq9GDKlDGdst/rPR8/QoM9vsCcUPeU+EXpJNdq9SScR2mztkI1TqkI2UhdLrfDePZDEk2YrkRWbEWpKtNKTMpQHqUCTfVCJ1voOF02pvmS4e0grkeFL9zLtb6lAf3Ig6tH7hAAeccSTILxi7YIxcVhsiH7g4iOM4fjHxvIcAQl79WdlmI02iRNpmYkHwklh0PLEQWNR6YvPJdRUOBhhbCFnoA/e6wswFbiVmcRdydvN9x4yDx2zkLALGusLMBy+0kLMIIWr/sTm+rph5DNC1kDOfAQZdYcYBPQs58zkE7a9no6+fd50G2unNvO4Qe93NnhCyTnSzX4az6riEAG2UMgjbX8n2xOJXTcZJGcOWZeznQWNy63ScXchC4C3ryw4zCyCwcb4MGUTtZ7b3TISYWxHNxiQ6Qc3llqIWdyJre9f0akk8XzZZ62zzMDXfq1ur83Uz6sIRuvdNBG7DBHyGEHSGGkfw7Chn0IW61hhUcx3n7F7N6xCzt/rbU5SgE/1tY1FBfV367JIWdqGiNcwiiK3kDFuZs0utS5H26nkust48P46sF8/TofXeeQy0XjtPh9Zb5zHQeuk8HVrvnMdA65XzVGS9cX4cWS+cpyLrffMAMvfgfTv0XeBoQzkxRvDbdYv4HWwBgsdtnDk5Qwjb9bzLW9hqh8IQq+f3bKgnR88Dt12P8L0DLmIuMDuB49XZ+EXi/gLV632kODEAAA=="
    }
   ]
  },
  "answers": {
   "200": {
    "id": "00000000-1111-4222-8333-444444444444",
    "importedDate": "2026-03-02T10:00:00.000Z",
    "files": [
     "de.csv"
    ],
    "markets": [
     {
      "country": "DE",
      "skus": 1,
      "priceLines": 40
     }
    ],
    "attributes": {
     "objectType": "Import"
    }
   }
  }
 },
 "putPartner": {
  "refusals": {
   "400/3000": "country: XX is no country that Partner Center knows.",
   "409/800042": "partnerId: 5310388 is that of the partner 10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8."
  },
  "request": {
   "kind": "indirect_provider",
   "name": "Kade Distributie",
   "partnerId": "5400001",
   "country": "NL",
   "currency": "EUR",
   "address": [
    "Kade 1"
   ],
   "programmeStatus": "active",
   "domains": [
    "kade.example"
   ],
   "slug": "kade",
   "resellers": [
    "6400001"
   ]
  },
  "answers": {
   "200": {
    "tenantId": "5a1c2f3e-0b4d-4c6e-8f70-91a2b3c4d5e6",
    "kind": "indirect_provider",
    "name": "Kade Distributie",
    "partnerId": "5400001",
    "country": "NL",
    "currency": "EUR",
    "address": [
     "Kade 1"
    ],
    "programmeStatus": "active",
    "domains": [
     "kade.example"
    ],
    "slug": "kade",
    "resellers": [
     "6400001"
    ],
    "attributes": {
     "objectType": "OperatedPartner"
    }
   }
  }
 },
 "queryInvoiceLineItems": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 1,
    "items": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "partnerName": "Havn Cloud",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "customerName": "Oresund Foods",
      "customerDomainName": "oresundfoods.onmicrosoft.com",
      "customerCountry": "SE",
      "invoiceNumber": "G000000002",
      "mpnId": "5310388",
      "resellerMpnId": "0",
      "productId": "DZH318Z0BPS6",
      "skuId": "0001",
      "availabilityId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "skuName": "Virtual Machines D4 v5",
      "productName": "Virtual Machines D4 v5",
      "publisherName": "Microsoft",
      "publisherId": "",
      "subscriptionDescription": "Azure plan",
      "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
      "chargeStartDate": "2026-03-01T00:00:00Z",
      "chargeEndDate": "2026-03-31T00:00:00Z",
      "usageDate": "2026-03-03T00:00:00Z",
      "meterType": "Virtual Machines D4 v5",
      "meterCategory": "Azure",
      "meterId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "meterSubCategory": "",
      "meterName": "Virtual Machines D4 v5",
      "meterRegion": "",
      "unitOfMeasure": "1 Hour",
      "resourceLocation": "",
      "consumedService": "",
      "resourceGroup": "",
      "resourceUri": "",
      "chargeType": "new",
      "unitPrice": 0.868,
      "quantity": 29,
      "unitType": "1 Hour",
      "billingPreTaxTotal": 21.3962,
      "billingCurrency": "USD",
      "pricingPreTaxTotal": 21.3962,
      "pricingCurrency": "USD",
      "pcToBCExchangeRate": 1,
      "pcToBCExchangeRateDate": "2026-03-31T00:00:00Z",
      "serviceInfo1": "",
      "serviceInfo2": "",
      "tags": "",
      "additionalInfo": "",
      "effectiveUnitPrice": 0.7378,
      "entitlementId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "entitlementDescription": "Subscription 1",
      "hasPartnerEarnedCredit": true,
      "rateOfPartnerEarnedCredit": 0.15,
      "partnerEarnedCreditPercentage": 15,
      "rateOfCredit": 0,
      "creditType": "Partner Earned Credit Applied",
      "benefitOrderId": "",
      "benefitId": "",
      "benefitType": "",
      "invoiceLineItemType": "usage_line_items",
      "billingProvider": "one_time",
      "attributes": {
       "objectType": "DailyRatedUsageLineItem"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices/G000000002/lineitems?provider=onetime&invoicelineitemtype=usagelineitems",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/invoices/G000000002/lineitems?provider=onetime&invoicelineitemtype=usagelineitems&size=1&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJabnBzaHRCQ3JYU2ZLby1GIiwie1wibGltaXRcIjoxLFwiY29udGludWF0aW9uXCI6XCJ7XFxcInNoYXJkXFxcIjozLFxcXCJhZnRlclxcXCI6XFxcImxpbmV8ZWZjYWIxZjYtYTU2Yy00YzNhLWIwOWItOGJjNGU5MjMxZTE1fHVzYWdlfDIwMjYtMDN8bWV0ZXJ8flxcXCJ9XCJ9Il0"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "queryInvoiceLineItemsByPath": {
  "refusals": {},
  "answers": {
   "200": {
    "totalCount": 5,
    "items": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "partnerName": "Havn Cloud",
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "customerName": "Oresund Foods",
      "customerDomainName": "oresundfoods.onmicrosoft.com",
      "customerCountry": "SE",
      "invoiceNumber": "G000000008",
      "mpnId": "5310388",
      "resellerMpnId": "0",
      "productId": "DZH318Z0BPS6",
      "skuId": "0001",
      "availabilityId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "skuName": "Virtual Machines D4 v5",
      "productName": "Virtual Machines D4 v5",
      "publisherName": "Microsoft",
      "publisherId": "",
      "subscriptionDescription": "Azure plan",
      "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
      "chargeStartDate": "2026-05-01T00:00:00Z",
      "chargeEndDate": "2026-05-31T00:00:00Z",
      "usageDate": "2026-05-04T00:00:00Z",
      "meterType": "Virtual Machines D4 v5",
      "meterCategory": "Azure",
      "meterId": "a2ef72d7-353e-4ae7-90c9-b1377807694a",
      "meterSubCategory": "",
      "meterName": "Virtual Machines D4 v5",
      "meterRegion": "",
      "unitOfMeasure": "1 Hour",
      "resourceLocation": "",
      "consumedService": "",
      "resourceGroup": "",
      "resourceUri": "",
      "chargeType": "new",
      "unitPrice": 0.868,
      "quantity": 100,
      "unitType": "1 Hour",
      "billingPreTaxTotal": 62.432827828,
      "billingCurrency": "EUR",
      "pricingPreTaxTotal": 73.78,
      "pricingCurrency": "USD",
      "pcToBCExchangeRate": 0.8462026,
      "pcToBCExchangeRateDate": "2026-05-31T00:00:00Z",
      "serviceInfo1": "",
      "serviceInfo2": "",
      "tags": "",
      "additionalInfo": "",
      "effectiveUnitPrice": 0.7378,
      "entitlementId": "bc72df40-8a90-8924-a247-40c61c9398b8",
      "entitlementDescription": "Subscription 1",
      "hasPartnerEarnedCredit": true,
      "rateOfPartnerEarnedCredit": 0.15,
      "partnerEarnedCreditPercentage": 15,
      "rateOfCredit": 0,
      "creditType": "Partner Earned Credit Applied",
      "benefitOrderId": "",
      "benefitId": "",
      "benefitType": "",
      "invoiceLineItemType": "usage_line_items",
      "billingProvider": "one_time",
      "attributes": {
       "objectType": "DailyRatedUsageLineItem"
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/invoices/G000000008/lineitems/onetime/usagelineitems",
      "method": "GET",
      "headers": []
     },
     "next": {
      "uri": "/invoices/G000000008/lineitems/onetime/usagelineitems?size=5&seekOperation=Next",
      "method": "GET",
      "headers": [
       {
        "key": "MS-ContinuationToken",
        "value": "WyJfTWFha2RscF9ZVFQ3SW40Iiwie1wibGltaXRcIjo1LFwiY29udGludWF0aW9uXCI6XCJ7XFxcInNoYXJkXFxcIjozLFxcXCJhZnRlclxcXCI6XFxcImxpbmV8ZWZjYWIxZjYtYTU2Yy00YzNhLWIwOWItOGJjNGU5MjMxZTE1fHVzYWdlfDIwMjYtMDZ8bWV0ZXJ8XFxcIixcXFwid2l0aGluXFxcIjoxfVwifSJd"
       }
      ]
     }
    },
    "attributes": {
     "objectType": "Collection"
    }
   }
  }
 },
 "reactivateEntitlement": {
  "refusals": {
   "400/900337": "The Azure subscription f0d081f7-593f-8267-af89-c1a227ebf7ae cannot be taken up again: its plan is suspended.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no Azure plan 00000000-0000-0000-0000-000000000000.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800111": "There is no Azure subscription 00000000-0000-0000-0000-000000000000 under this plan."
  },
  "answers": {
   "202": {
    "id": "bc72df40-8a90-8924-a247-40c61c9398b8",
    "friendlyName": "Subscription 1",
    "status": "active",
    "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements/bc72df40-8a90-8924-a247-40c61c9398b8",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "AzureEntitlement"
    }
   }
  }
 },
 "rebuild": {
  "refusals": {},
  "answers": {
   "200": {
    "customers": 8,
    "found": 4,
    "findings": [
     {
      "what": "ledger",
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "month": "2021-06",
      "line": "04d28109-6db5-888d-9a09-5573dd8cfb78|00000001|001",
      "fault": "missing"
     }
    ],
    "removed": 0
   }
  }
 },
 "rebuildLedger": {
  "refusals": {},
  "answers": {
   "200": {
    "customers": 8,
    "lines": 3,
    "waiting": 0,
    "found": 1,
    "findings": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "month": "2021-06",
      "line": "07ef4cf6-fbfe-82cb-847e-c2ee35a4b730|00000002|001",
      "fault": "missing"
     }
    ]
   }
  }
 },
 "rebuildProjection": {
  "refusals": {},
  "answers": {
   "200": {
    "projection": "deadlines",
    "customers": 8,
    "waiting": 0,
    "found": 4,
    "findings": [
     {
      "what": "deadline",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "kind": "cycle",
      "subject": "0e749c56-45b7-8410-97e8-a3a40677c6ce",
      "at": "2021-07-18T00:00:00.000Z"
     }
    ],
    "next": "index|"
   }
  }
 },
 "refuseOverageHandover": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "e2d9ee70-3d88-8768-ade1-eb7c47a1495d",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "service": "PhoneServices",
    "status": "refused",
    "fromPartnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "toPartnerTenantId": "f4c1d7ca-a10c-4365-8fa3-9b1a5cc9af5d",
    "requestedBy": "source",
    "requestedAt": "2026-03-02T10:00:00.000Z",
    "expiresAt": "2026-04-01T10:00:00.000Z",
    "agreements": [
     {
      "party": "source",
      "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "agreed": true,
      "at": "2026-03-02T10:00:00.000Z"
     }
    ],
    "awaits": [],
    "refusedBy": "customer",
    "endedAt": "2026-03-02T10:00:00.000Z",
    "attributes": {
     "objectType": "OverageHandover"
    }
   }
  }
 },
 "refuseSupportRequest": {
  "refusals": {},
  "request": {
   "why": "It was used"
  },
  "answers": {
   "200": {
    "id": "0615cdcb-f036-8d07-94e3-fc0922c01073",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "partnerTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "subscriptionId": "86e10acd-6826-8910-ab51-93b6809f285d",
    "reason": "duplicate_order",
    "note": "Ordered twice",
    "status": "refused",
    "filedAt": "2026-06-20T10:00:00.000Z",
    "filedBy": "user of the test",
    "decidedAt": "2026-06-20T13:00:00.000Z",
    "decidedBy": "Op",
    "why": "It was used",
    "attributes": {
     "objectType": "SupportRequest"
    }
   }
  }
 },
 "releaseAllParked": {
  "refusals": {},
  "request": {
   "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15"
  },
  "answers": {
   "200": {
    "released": 99,
    "items": [
     {
      "id": "0231481b-135f-83ae-b20d-d64b8a53fcf6",
      "kind": "cartExpiry",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "subject": "c25",
      "failingSince": "2021-06-17T08:00:00.000Z",
      "parkedAt": "2021-06-18T10:00:00.000Z",
      "attempts": 25,
      "reason": "it is dark",
      "data": {},
      "status": "released"
     }
    ],
    "next": "f37f3012-7127-8a0c-a86e-e4ada0bf06d3",
    "unreadable": [
     {
      "kind": "parked",
      "id": "01851539-c9db-86fc-86f8-afc3d2a2db82"
     }
    ]
   }
  }
 },
 "releaseParked": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "b6fc4542-11cb-869b-a220-8dba94a8f87f",
    "kind": "cartExpiry",
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "subject": "cart 1",
    "failingSince": "2021-06-17T08:00:00.000Z",
    "parkedAt": "2021-06-18T10:00:00.000Z",
    "attempts": 25,
    "reason": "it is dark",
    "data": {
     "of": "havn"
    },
    "status": "released"
   }
  }
 },
 "removePartner": {
  "refusals": {
   "409/800042": "The partner 10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8 is still needed: it has customers. One that is to buy nothing more is put with the programmeStatus restricted."
  },
  "answers": {}
 },
 "replaceBillingProfile": {
  "refusals": {
   "400/3000": "defaultAddress.country: the customer's market is NL and cannot become SE.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "email": "i.kuiper@zonnebloeminstallaties.example",
   "culture": "nl-NL",
   "language": "nl",
   "companyName": "Zonnebloem BV",
   "defaultAddress": {
    "country": "NL",
    "city": "Utrecht",
    "addressLine1": "Havenkade 12",
    "postalCode": "3511 AA",
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "phoneNumber": "0301234567"
   }
  },
  "answers": {
   "200": {
    "email": "i.kuiper@zonnebloeminstallaties.example",
    "culture": "nl-NL",
    "language": "nl",
    "companyName": "Zonnebloem BV",
    "defaultAddress": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "id": "912ddf56-338e-8dfe-837f-bc0054862ae4",
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/profiles/billing",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjkxMmRkZjU2LTMzOGUtOGRmZS04MzdmLWJjMDA1NDg2MmFlNCIsInZlcnNpb24iOjJ9",
     "objectType": "CustomerBillingProfile"
    }
   }
  }
 },
 "replaceCart": {
  "refusals": {
   "400/800065": "The cart adb9b265-5d63-80e2-9e98-9f28b71cc05f has been submitted and cannot be changed.",
   "400/800071": "lineItems: each id may stand on one line; on more than one stand: 0.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800008": "There is no cart 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "status": "Active",
   "lineItems": [
    {
     "id": 0,
     "catalogItemId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
     "quantity": 1,
     "billingCycle": "monthly",
     "termDuration": "P1Y",
     "currencyCode": "EUR",
     "provisioningContext": {}
    }
   ]
  },
  "answers": {
   "201": {
    "id": "8267b041-b7ff-8a5e-ad58-4b8db10c20f4",
    "creationTimestamp": "2026-06-28T10:00:00.000Z",
    "lastModifiedTimestamp": "2026-07-02T10:00:00.000Z",
    "expirationTimestamp": "2026-07-05T10:00:00.000Z",
    "lastModifiedUser": "user of the test",
    "status": "Active",
    "lineItems": [
     {
      "id": 4,
      "catalogItemId": "NCM365ENTE03:0001:VM3G8ZQOUGD3",
      "quantity": 10,
      "currencyCode": "EUR",
      "billingCycle": "annual",
      "termDuration": "P1Y",
      "provisioningContext": {},
      "orderGroup": "0",
      "pricing": {
       "listPrice": 384,
       "discountedPrice": 384,
       "proratedPrice": 384,
       "price": 384,
       "extendedPrice": 3840
      },
      "priceChange": {
       "changedAt": "2026-07-02T10:00:00.000Z",
       "previousPricing": {
        "listPrice": 349.44,
        "discountedPrice": 349.44,
        "proratedPrice": 349.44,
        "price": 349.44,
        "extendedPrice": 3494.4
       }
      }
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/2651b17e-fcd4-47f9-8f6e-97619d30cfbe/carts/8267b041-b7ff-8a5e-ad58-4b8db10c20f4",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Cart"
    }
   }
  }
 },
 "replaceLegalBusinessProfile": {
  "refusals": {
   "400/3000": "defaultAddress is not usable. postalCode: \"B\" does not match ^\\d{4} ?[A-Z]{2}$."
  },
  "request": {
   "companyName": "Havn Cloud",
   "address": {
    "country": "NL",
    "city": "Utrecht",
    "addressLine1": "Havenkade 12",
    "postalCode": "3511 AA",
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "phoneNumber": "0301234567"
   },
   "primaryContact": {
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "email": "ilse@havn.example"
   },
   "companyApproverAddress": {
    "country": "NL",
    "city": "Utrecht",
    "addressLine1": "Havenkade 12",
    "postalCode": "3511 AA",
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "phoneNumber": "0301234567"
   },
   "companyApproverEmail": "ilse@havn.example",
   "vettingStatus": "authorized",
   "vettingSubStatus": "none"
  },
  "answers": {
   "200": {
    "companyName": "Havn Cloud",
    "address": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "primaryContact": {
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "email": "ilse@havn.example"
    },
    "companyApproverAddress": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "companyApproverEmail": "ilse@havn.example",
    "vettingStatus": "authorized",
    "vettingSubStatus": "none",
    "profileType": "LegalBusinessProfile",
    "links": {
     "self": {
      "uri": "/profiles/legalbusiness",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "LegalBusinessProfile"
    }
   }
  }
 },
 "replaceMigrationSchedule": {
  "refusals": {
   "400/900269": "Line 0: The item is not sold for the term P1Y with the billing cycle one_time.",
   "400/900270": "Line 0: the billing cycle biennial is longer than the term P1Y.",
   "400/900275": "Line 0: The quantity 4294967296 lies outside what the offer allows: 1 to 10000.",
   "400/900291": "The migration of d553812a-e1c9-88b0-a517-0fbd27791dca cannot be on 2027-03-02: it can be from 2026-03-11 to 2027-01-12, the last day of its term.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "currentSubscriptionId": "cc2ee4e1-a6c4-8895-8ec9-4269ee3d6208",
   "quantity": 3,
   "targetDate": "2026-03-10"
  },
  "answers": {
   "200": {
    "id": "eda86d48-925b-8344-bf61-84683c5c7b6f",
    "currentSubscriptionId": "d553812a-e1c9-88b0-a517-0fbd27791dca",
    "quantity": 3,
    "purchaseFullTerm": false,
    "status": "Created",
    "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "subscriptionEndDate": "2027-01-12T00:00:00Z",
    "targetDate": "2026-04-10T00:00:00Z",
    "migrateOnRenewal": false,
    "createdTime": "2026-03-02T10:00:00.000Z",
    "lastModifiedTime": "2026-03-02T10:00:00.000Z",
    "externalReferenceId": "m-1",
    "addOnMigrations": [],
    "attributes": {
     "objectType": "NewCommerceMigrationSchedule"
    }
   }
  }
 },
 "replaceNotificationSettings": {
  "refusals": {},
  "request": {
   "senderName": "Havn Cloud",
   "replyTo": "help@havn.example",
   "partnerEmail": "desk@havn.example",
   "language": "en",
   "kinds": [
    "renewed"
   ]
  },
  "answers": {
   "200": {
    "isSent": true,
    "senderName": "Havn Cloud",
    "replyTo": "help@havn.example",
    "partnerEmail": "desk@havn.example",
    "language": "en",
    "kinds": [
     "renewalAhead"
    ],
    "known": [
     {
      "kind": "renewalAhead",
      "when": "A subscription renews in 30 days; in 7 where its term is of three months or less.",
      "to": [
       "customer"
      ],
      "onSince": "2021-06-18T10:00:00.000Z"
     }
    ],
    "attributes": {
     "objectType": "NotificationSettings",
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjJ9"
    }
   }
  }
 },
 "replaceOrganizationProfile": {
  "refusals": {
   "400/3000": "billingProfile.culture: sv-SE is no culture of NL; allowed: nl-NL, en-US."
  },
  "request": {
   "id": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
   "companyName": "Havn Cloud",
   "defaultAddress": {
    "country": "NL",
    "city": "Utrecht",
    "addressLine1": "Havenkade 12",
    "postalCode": "3511 AA",
    "firstName": "Ilse",
    "lastName": "Kuiper",
    "phoneNumber": "0301234567"
   },
   "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
   "domain": "havn.onmicrosoft.com",
   "email": "post@havn.example",
   "language": "en",
   "culture": "nl-NL"
  },
  "answers": {
   "200": {
    "id": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "companyName": "Havn Cloud",
    "defaultAddress": {
     "country": "NL",
     "city": "Utrecht",
     "addressLine1": "Havenkade 12",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "domain": "havn.onmicrosoft.com",
    "email": "post@havn.example",
    "language": "en",
    "culture": "nl-NL",
    "profileType": "OrganizationProfile",
    "links": {
     "self": {
      "uri": "/profiles/organization",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "OrganizationProfile"
    }
   }
  }
 },
 "replacePartnerBillingProfile": {
  "refusals": {
   "400/3000": "defaultAddress is not usable. postalCode: \"98052\" does not match ^\\d{4} ?[A-Z]{2}$."
  },
  "request": {
   "companyName": "Havn Cloud",
   "address": {
    "country": "NL",
    "region": "West",
    "city": "Utrecht",
    "state": "UT",
    "district": "Centrum",
    "addressLine1": "Havenkade 12",
    "addressLine2": "Hal 3",
    "addressLine3": "Deur 2",
    "postalCode": "3511 AA",
    "firstName": "Ilse",
    "middleName": "van",
    "lastName": "Kuiper",
    "phoneNumber": "0301234567"
   },
   "primaryContact": {
    "firstName": "Ilse",
    "phoneNumber": "0301234567"
   },
   "purchaseOrderNumber": "9888",
   "taxId": "NL123456789B01",
   "billingCurrency": "EUR"
  },
  "answers": {
   "200": {
    "companyName": "Havn Cloud",
    "address": {
     "country": "NL",
     "region": "West",
     "city": "Utrecht",
     "state": "UT",
     "district": "Centrum",
     "addressLine1": "Havenkade 12",
     "addressLine2": "Hal 3",
     "addressLine3": "Deur 2",
     "postalCode": "3511 AA",
     "firstName": "Ilse",
     "middleName": "van",
     "lastName": "Kuiper",
     "phoneNumber": "0301234567"
    },
    "primaryContact": {
     "firstName": "Ilse",
     "phoneNumber": "0301234567"
    },
    "purchaseOrderNumber": "9888",
    "taxId": "NL123456789B01",
    "billingCurrency": "EUR",
    "profileType": "BillingProfile",
    "links": {
     "self": {
      "uri": "/profiles/billing",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "BillingProfile"
    }
   }
  }
 },
 "replaceRegistration": {
  "refusals": {},
  "request": {
   "webhookUrl": "https://hooks.example/pc",
   "webhookEvents": [
    "subscription-updated"
   ],
   "signatureTokenToMsSignatureHeader": true
  },
  "answers": {
   "200": {
    "SubscriberId": "eef8e890-fc8f-8413-b323-c82c2e83acff",
    "WebhookUrl": "https://hooks.example/pc",
    "WebhookEvents": [
     "subscription-updated"
    ],
    "SignatureTokenToMsSignatureHeader": true
   }
  }
 },
 "replaceSupportContact": {
  "refusals": {
   "400/2011": "The subscription d164980c-4382-8e34-b062-1db16f90fa4e is deleted, not active.",
   "400/900154": "4391507: neither the caller nor one of its resellers.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "supportTenantId": "611CE3CD-2FA9-4D7D-B36C-4F0A8458E74E",
   "supportMpnId": "6120045",
   "name": "Waterland help"
  },
  "answers": {
   "200": {
    "supportTenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "supportMpnId": "5310388",
    "name": "+010000-01-01T00:00:00Z",
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/1468cb13-e509-8f69-9d78-14c04855b9d3/supportcontact",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "SupportContact"
    }
   }
  }
 },
 "replaceSupportProfile": {
  "refusals": {
   "403/900308": "An indirect reseller (PartnerID 6120045) neither buys nor manages: go through the indirect provider (PartnerID 5310412)."
  },
  "request": {
   "email": "help@havn.example",
   "telephone": "0301234567",
   "website": "www.havn.example"
  },
  "answers": {
   "200": {
    "email": "help@havn.example",
    "telephone": "0301234567",
    "website": "www.havn.example",
    "profileType": "support_profile",
    "links": {
     "self": {
      "uri": "/profiles/support",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "etag": "eyJpZCI6IjEwYzRmMWY3LWZmMDktNDZlMy1iYjk4LWVhN2JjY2YxZTVhOCIsInZlcnNpb24iOjF9",
     "objectType": "PartnerSupportProfile"
    }
   }
  }
 },
 "replaceWebhook": {
  "refusals": {},
  "request": {
   "url": "https://hooks.example/three",
   "events": [
    "*"
   ]
  },
  "answers": {
   "200": {
    "id": "cd261433-3a9e-8feb-853c-49d4ec8ec9a7",
    "form": "own",
    "url": "https://hooks.example/two",
    "description": "Billing",
    "events": [
     "subscription.*"
    ],
    "customers": [],
    "products": [],
    "status": "active",
    "circuit": {
     "state": "closed",
     "failures": 0
    },
    "secrets": [
     {}
    ],
    "createdDate": "2026-03-02T10:00:00.000Z",
    "attributes": {
     "objectType": "Webhook",
     "etag": "eyJpZCI6ImNkMjYxNDMzLTNhOWUtOGZlYi04NTNjLTQ5ZDRlYzhlYzlhNyIsInZlcnNpb24iOjJ9"
    }
   }
  }
 },
 "replayBusDeadLetters": {
  "refusals": {},
  "request": {
   "subscription": "notifications"
  },
  "answers": {
   "200": {
    "replayed": 0,
    "left": [
     {
      "sequenceNumber": "3",
      "why": "nobody works behind notifications in this installation"
     }
    ],
    "more": false
   }
  }
 },
 "replayDeadLetters": {
  "refusals": {},
  "request": {},
  "answers": {
   "200": {
    "replayed": 0,
    "more": false
   }
  }
 },
 "replayDeadLettersOfPartner": {
  "refusals": {},
  "answers": {
   "200": {
    "replayed": 1,
    "more": false
   }
  }
 },
 "reportUsage": {
  "refusals": {
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "request": {
   "reports": [
    {
     "reportId": "b",
     "service": "PhoneServices",
     "userId": "ilse@oresundfoods.example",
     "date": "2026-03-02",
     "minutes": 1,
     "subscriptionId": "fb9436f6-44ab-877e-912c-954e97e4ac2a"
    }
   ]
  },
  "answers": {
   "200": {
    "totalCount": 1,
    "accepted": 0,
    "duplicate": 0,
    "refused": 1,
    "items": [
     {
      "index": 0,
      "reportId": "a",
      "status": "refused",
      "reason": "azureSubscriptionUnknown",
      "description": "the customer has no such Azure subscription, of the caller if it is a partner"
     }
    ],
    "attributes": {
     "objectType": "UsageReportOutcome"
    }
   }
  }
 },
 "root": {
  "refusals": {},
  "answers": {
   "200": {
    "name": "NextTerm",
    "health": "/nextterm/v1/health",
    "contract": "/v1",
    "ownOperations": "/nextterm/v1",
    "description": "/openapi.json",
    "documentation": "/docs"
   }
  }
 },
 "rotateAllSecrets": {
  "refusals": {},
  "request": {
   "revoke": true
  },
  "answers": {
   "200": {
    "items": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "webhookId": "7b1c0214-de75-861c-a0a3-3c8628b440c1",
      "url": "https://hooks.example/havn",
      "secret": "whsec_TJ3aGyQL/2HOPrSzcvQxRxteyffmEVO/gfm37ddO9WI="
     }
    ]
   }
  }
 },
 "rotateSecretOfPartner": {
  "refusals": {},
  "request": {
   "revoke": true
  },
  "answers": {
   "200": {
    "id": "5ea6feac-c37c-825e-a56d-9a4f5db98443",
    "form": "own",
    "url": "https://hooks.example/havn",
    "events": [
     "subscription.*"
    ],
    "customers": [],
    "products": [],
    "status": "active",
    "circuit": {
     "state": "closed",
     "failures": 0
    },
    "secrets": [
     {}
    ],
    "createdDate": "2021-06-18T09:59:00.000Z",
    "attributes": {
     "objectType": "Webhook",
     "etag": "eyJpZCI6IjVlYTZmZWFjLWMzN2MtODI1ZS1hNTZkLTlhNGY1ZGI5ODQ0MyIsInZlcnNpb24iOjJ9"
    },
    "secret": "whsec_HQlpyjyfZVKYmGTawOzkDi21g8YlRC15nAb5rNiW/Rk="
   }
  }
 },
 "rotateSigningKey": {
  "refusals": {},
  "answers": {
   "200": {
    "certificate": "-----BEGIN CERTIFICATE-----\nMIICxDCCAaygAwIBAgIQAUl+x+Q67qnnzDFM+rt6dTANBgkqhkiG9w0BAQsFADAc\nMRowGAYDVQQDDBFOZXh0VGVybSB3ZWJob29rczAiGA8yMDAwMDEwMTAwMDAwMFoY\nDzk5OTkxMjMxMjM1OTU5WjAcMRowGAYDVQQDDBFOZXh0VGVybSB3ZWJob29rczCC\nASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBALQ/Vj4qGYCMtbu2n5k6bZN3\nzqaZhz6JfE/Kutf+iAnMvl2QrHCefQqrpCoY2bxnathjoCYqSI4eu3sq0WxIUbsr\nkhX7+AByV/bbMVgPkoCMe0rqairlEpcXfs6dIhCfcqs+yETJanJoigauh+uMljlx\njHmsvq0C6VqPXZVCNXRaH0xJCtyBkyz4szQje/yfUXahd1JqGzk7rTTMG7uX5c3J\nntTkmx4oVgpwidcysDTI2kuPW7oCKb2bPvYHzm3qb9hhgddwEDiMK/D6WpR2N8Io\nEYgUy07k4ZJnwpOGAp5BnKCRsE5w7GWQxaB1n2jeesTvUCTEcJHSSJkObq4bpWsC\nAwEAATANBgkqhkiG9w0BAQsFAAOCAQEAiWor4G56haXRoJOgaCdArn+JjGbrTCWF\nDNAZGniIOzvTFFRL2+UCbZaoTg35xRcZLdnkbTHUJr2DiECg/6FaKXxDp13HjJnB\n6YUg3v7VlFTeF1x61LGpvA/xKoFZFt9j/xVJy2HOtirkYieOjNcXvWwDySbNo25q\nuYSkdFRlOb8QrgUhV0VE7aSgha9GKceSLissbunANxm8McmMeiAK7Fu+XUo09c/t\nD7m/jTR7Maja5LvNShCEnShKVx1WDCdiRUr4+dqTAWpZMFdSVWTGyCpC1IANe9Md\nrNUK0strzaXTVcuGZ4ELTSjZN4iHsKlwjiTT2Fp9FTfhD+3OQGgBSQ==\n-----END CERTIFICATE-----\n"
   }
  }
 },
 "rotateWebhookSecret": {
  "refusals": {},
  "answers": {
   "200": {
    "id": "0384f137-6f86-8571-9951-e3dc6655d66d",
    "form": "own",
    "url": "https://hooks.example/two",
    "events": [
     "*"
    ],
    "customers": [],
    "products": [],
    "status": "active",
    "circuit": {
     "state": "closed",
     "failures": 0
    },
    "secrets": [
     {}
    ],
    "createdDate": "2026-06-10T10:00:00.000Z",
    "attributes": {
     "objectType": "Webhook",
     "etag": "eyJpZCI6IjAzODRmMTM3LTZmODYtODU3MS05OTUxLWUzZGM2NjU1ZDY2ZCIsInZlcnNpb24iOjN9"
    },
    "secret": "whsec_kjjdpeEsF8FsUa4R9ulv0Q+F5lvxMOc5rgzv+0zlN+E="
   }
  }
 },
 "scheduleMigration": {
  "refusals": {
   "400/2011": "The subscription d164980c-4382-8e34-b062-1db16f90fa4e is deleted, not active.",
   "400/800093": "Nothing can be scheduled for the next term of fc73cf48-ab23-8e4c-83ff-f8b666cf2ab9: autoRenewEnabled is off.",
   "400/900269": "Line 0: The item is not sold for the term P2Y with the billing cycle monthly.",
   "400/900270": "Line 0: the billing cycle triennial is longer than the term P1Y.",
   "400/900291": "The migration of fc73cf48-ab23-8e4c-83ff-f8b666cf2ab9 cannot be on 2026-02-01: it can be from 2026-02-02 to 2027-01-12, the last day of its term.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444.",
   "409/800042": "Not supported: a second schedule of b430de6d-e77c-82ad-ab50-8b546f91aeaf. Change 6cdf1046-655b-895b-a9a0-d55b52c77a1e instead, or cancel it."
  },
  "request": {
   "currentSubscriptionId": "8a07043d-5356-847b-9fdc-96306f245a95",
   "termDuration": "P1Y",
   "billingCycle": "monthly",
   "purchaseFullTerm": false,
   "customTermEndDate": "2026-06-30T00:00:00Z",
   "externalReferenceId": "batch 7",
   "targetDate": "2026-03-10",
   "addOnMigrations": [
    {
     "currentSubscriptionId": "e32aa8f2-cc6c-8ef8-814a-eb31c989724f",
     "termDuration": "P1Y",
     "billingCycle": "monthly",
     "purchaseFullTerm": false,
     "customTermEndDate": "2026-06-30T00:00:00Z"
    }
   ]
  },
  "answers": {
   "201": {
    "id": "acd55a7e-e599-8a9a-9fe3-eeb8150f11ec",
    "currentSubscriptionId": "8a07043d-5356-847b-9fdc-96306f245a95",
    "termDuration": "P1Y",
    "billingCycle": "monthly",
    "purchaseFullTerm": false,
    "customTermEndDate": "2026-06-30T00:00:00Z",
    "status": "Created",
    "customerTenantId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "subscriptionEndDate": "2027-01-12T00:00:00Z",
    "targetDate": "2026-03-10T00:00:00Z",
    "migrateOnRenewal": false,
    "createdTime": "2026-02-01T09:00:00.000Z",
    "lastModifiedTime": "2026-02-01T09:00:00.000Z",
    "externalReferenceId": "batch 7",
    "addOnMigrations": [
     {
      "currentSubscriptionId": "e32aa8f2-cc6c-8ef8-814a-eb31c989724f",
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "purchaseFullTerm": false,
      "customTermEndDate": "2026-06-30T00:00:00Z"
     }
    ],
    "attributes": {
     "objectType": "NewCommerceMigrationSchedule"
    }
   }
  }
 },
 "securityTxt": {
  "refusals": {},
  "answers": {}
 },
 "seeCustomer": {
  "refusals": {
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "answers": {
   "200": {
    "id": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "companyName": "Zonnebloem Installaties",
    "domain": "zonnebloeminstallaties.onmicrosoft.com",
    "country": "NL",
    "createdDate": "2021-01-01T00:00:00.000Z",
    "relationships": [
     {
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "status": "accepted",
      "since": "2021-01-01T00:00:00.000Z"
     }
    ],
    "subscriptions": [
     {
      "id": "c3ad226f-27f1-8124-ae3f-14426c1f6d86",
      "partnerId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
      "orderId": "10f7b4bb24c0",
      "friendlyName": "Microsoft 365 Business Standard",
      "productId": "NCBUSSTAND01",
      "skuId": "0001",
      "status": "active",
      "quantity": 10,
      "termDuration": "P1M",
      "billingCycle": "monthly",
      "termEnd": "2021-07-17",
      "autoRenew": true,
      "version": 1,
      "createdDate": "2021-06-18T10:00:00.000Z"
     }
    ],
    "work": [
     {
      "at": "2021-07-18T00:00:00.000Z",
      "kind": "renewal",
      "subject": "c3ad226f-27f1-8124-ae3f-14426c1f6d86",
      "standing": "parked",
      "parkedId": "969d68d2-a5a1-8c15-ba50-4a6bdb2dffe2"
     }
    ],
    "leftovers": [],
    "parked": [
     {
      "id": "969d68d2-a5a1-8c15-ba50-4a6bdb2dffe2",
      "kind": "renewal",
      "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
      "subject": "c3ad226f-27f1-8124-ae3f-14426c1f6d86",
      "failingSince": "2021-07-18T00:00:00.000Z",
      "parkedAt": "2021-07-20T00:00:00.000Z",
      "attempts": 28,
      "reason": "it is dark",
      "data": {}
     }
    ],
    "unreadableRows": [
     {
      "table": "Commerce",
      "key": "subscription|1beae40c-3c5a-82e4-8492-4b402b677d7b",
      "kind": "subscription",
      "reason": "✖ Invalid discriminator value. Expected 'licence' | 'trial' | 'saas' | 'freeSaas' | 'traditional' | 'traditionalAddOn' | 'software' | 'perpetual' | 'meteredSaas'\n  → at kind"
     }
    ],
    "more": []
   }
  }
 },
 "sendNotification": {
  "refusals": {
   "404/60003": "There is no customer 2651b17e-fcd4-47f9-8f6e-97619d30cfbe."
  },
  "answers": {
   "202": {
    "id": "20210618T100000000Z-c12ffff7-c8e9-890e-b27b-ca928c444f5e",
    "kind": "suspended",
    "date": "2021-06-18T10:00:00.000Z",
    "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
    "cause": "d164980c-4382-8e34-b062-1db16f90fa4e:2",
    "to": "i.kuiper@zonnebloeminstallaties.example",
    "language": "en",
    "subject": "Microsoft 365 Business Standard was suspended",
    "status": "waiting",
    "attempts": 0,
    "nextAttemptDate": "2021-06-18T10:01:01.000Z",
    "repeats": 1,
    "attributes": {
     "objectType": "Notification"
    }
   }
  }
 },
 "setExchangeRates": {
  "refusals": {},
  "request": {
   "rates": [
    {
     "from": "USD",
     "to": "EUR",
     "month": "2026-03",
     "rate": "0.5"
    }
   ]
  },
  "answers": {
   "200": {
    "rates": [
     {
      "from": "USD",
      "to": "EUR",
      "month": "2026-03",
      "rate": "0.5"
     }
    ]
   }
  }
 },
 "setOverage": {
  "refusals": {
   "400/800011": "The subscription 935ead73-dda2-862e-a28a-806a1bcbdf80 is no Azure subscription.",
   "400/800012": "The Azure subscription bc72df40-8a90-8924-a247-40c61c9398b8 is cancelled, not active.",
   "400/800016": "partnerId: 5310388 cannot be named: the first is an own indirect reseller, each once, at most five more after it.",
   "403/800114": "The caller may not manage the overage of PhoneServices: its roles do not carry that right.",
   "403/800115": "The overage of PhoneServices is another partner's: it moves after source, target and customer agreed to a hand-over and the source set None.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "404/800015": "partnerId: there is no reseller 9999999.",
   "404/800111": "There is no Azure subscription 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "azureEntitlementId": "bc72df40-8a90-8924-a247-40c61c9398b8",
   "overageEnabled": true,
   "type": "PhoneServices"
  },
  "answers": {
   "200": {
    "azureEntitlementId": "d4d3036a-c48a-834e-8fec-573a034ce299",
    "partnerId": "6120045",
    "type": "PhoneServices",
    "overageEnabled": true,
    "links": {
     "overage": {
      "uri": "/customers/16c1799c-7d5a-42a5-a37e-cd6dfda05b5a/subscriptions/overage",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "Overage"
    }
   }
  }
 },
 "setPartnerAccess": {
  "refusals": {
   "404/20003": "There is no Azure plan efcab1f6-a56c-4c3a-b09b-8bc4e9231e15.",
   "404/800111": "There is no Azure subscription efcab1f6-a56c-4c3a-b09b-8bc4e9231e15 under this plan."
  },
  "request": {
   "hasAccess": false,
   "from": "2026-03-10",
   "to": "2026-03-11"
  },
  "answers": {
   "200": {
    "id": "bc72df40-8a90-8924-a247-40c61c9398b8",
    "friendlyName": "Subscription 1",
    "status": "active",
    "subscriptionId": "feff5feb-2931-8561-8871-5d67c44dc9a1",
    "accessGaps": [
     {
      "from": "2026-03-01",
      "to": "2026-03-02"
     }
    ],
    "links": {
     "self": {
      "uri": "/customers/efcab1f6-a56c-4c3a-b09b-8bc4e9231e15/subscriptions/feff5feb-2931-8561-8871-5d67c44dc9a1/azureEntitlements/bc72df40-8a90-8924-a247-40c61c9398b8",
      "method": "GET",
      "headers": []
     }
    },
    "attributes": {
     "objectType": "AzureEntitlement"
    }
   }
  }
 },
 "setSweep": {
  "refusals": {},
  "request": {
   "state": "paused",
   "reason": "a look at the prices",
   "kinds": [
    "renewal"
   ]
  },
  "answers": {
   "200": {
    "state": "draining",
    "reason": "version 2",
    "since": "2021-06-18T10:00:00.000Z",
    "by": {
     "tenantId": "9eee026c-68e0-4319-b967-f041adede329",
     "userId": "o"
    },
    "drained": false,
    "running": [
     {
      "instanceId": "renewal-2021-06-18T10-03",
      "process": "renewal",
      "startedAt": "2021-06-18T10:00:00.000Z"
     }
    ],
    "last": {
     "startedAt": "2021-06-18T10:00:00.000Z",
     "endedAt": "2021-06-18T10:00:00.000Z",
     "tookMillis": 0
    },
    "now": "2021-06-18T10:00:00.000Z",
    "attributes": {
     "objectType": "Sweep"
    }
   }
  }
 },
 "skipParked": {
  "refusals": {},
  "request": {
   "reason": "First"
  },
  "answers": {
   "200": {
    "id": "577f09ef-280d-8d9c-98d3-c156ad82c217",
    "kind": "renewal",
    "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
    "subject": "0de9c1c2-0468-8dfa-b503-1df13a43c523",
    "failingSince": "2021-07-18T00:00:00.000Z",
    "parkedAt": "2021-07-19T00:21:00.000Z",
    "attempts": 28,
    "reason": "0de9c1c2-0468-8dfa-b503-1df13a43c523 was changed by others again and again, for 10 seconds",
    "data": {},
    "skipped": {
     "at": "2021-07-19T02:00:00.000Z",
     "reason": "Moved by hand",
     "byUserId": "o"
    },
    "status": "skipped",
    "lasts": "forGood",
    "means": "The subscription is neither renewed nor does it end. It stays as it was when this fell due, takes no change, and nothing is charged from then on; releasing this lets it go on."
   }
  }
 },
 "testWebhook": {
  "refusals": {},
  "answers": {
   "200": {
    "eventId": "624f7e76-a679-4c51-9c35-2bb7ecb8556b",
    "eventTypes": [
     "test.TestSent"
    ],
    "at": "2026-03-03T10:00:00.000Z",
    "attempt": 1,
    "outcome": "test",
    "httpStatus": 200,
    "answer": "said 200",
    "durationMs": 12
   }
  }
 },
 "transitionSubscription": {
  "refusals": {
   "400/2002": "quantity: 4 is less than the 5 licences that the promotion PRBUSPREMI01:0001:PRSPRING2026 of the running term asks for; the subscription can be cancelled as a whole.",
   "400/2011": "The subscription 5e07581b-9369-89dc-ac42-9ee8e0d38503 is deleted, not active.",
   "400/800091": "The subscription d3dc3545-653a-8c75-a158-8f2d2c327e9f is suspended: resume it first.",
   "400/900141": "Not supported: an upgrade to NCBUSBASIC01:0001:WK7I3VPVI4AU. It is none of the targets that are listed for it.",
   "400/900236": "Licences cannot go to 0e749c56-45b7-8410-97e8-a3a40677c6ce: it ends on 2027-05-31, before 2027-06-14.",
   "400/900258": "Licences cannot go to d20a9e2c-727c-8d6e-a24e-aaf7f1659511: it is suspended.",
   "400/900259": "c3ad226f-27f1-8124-ae3f-14426c1f6d86 is the subscription the licences come from.",
   "400/900260": "Licences cannot go to 7fc1a476-e560-8f7f-9dd1-9a1ea283932b: it is of NCBUSPREMI01:0001.",
   "400/900261": "Licences cannot go to 196d82d7-ea0d-8af8-bfcb-d654de6e65ed now: it is being renewed.",
   "400/900267": "The term P1M is shorter than P1Y, that of the subscription.",
   "400/900268": "A part of the licences keeps the term P1Y and ends with the rest; only all of them together can begin P3Y.",
   "400/900269": "The target is not sold for P1Y billed one_time in this currency.",
   "400/900270": "The target is not sold for P3Y billed biennial in this currency.",
   "400/900275": "10000 licences: the offer is sold from 1 to 300.",
   "400/900280": "Licences cannot go to 76483511-8ef2-80c6-9593-9417a337ddce before 2026-06-08T10:00:00.000Z: until then it can be cancelled.",
   "403/2006": "NCBUSPREMI01:0001 is exclusive to partners of the publisher's choice, and the caller is none of them.",
   "403/2085": "NCBUSPREMI01:0001 cannot be transacted here.",
   "403/800066": "A customer may have 1 subscriptions, and a part of the licences would be one more.",
   "403/800089": "The customer already holds what is allowed of NCBUSPREMI01:0001: 1 per customer.",
   "403/900263": "The subscription 021c15fc-2481-8047-8ef4-28f8d7ecd5a6 is not upgraded this way: it is no licence of new commerce. POST one of its upgrades instead, if it is traditional.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-0000-0000-0000-000000000000.",
   "404/400013": "The product 2026-02-30 does not exist in the market SE.",
   "404/400018": "The SKU 0999 of the product NCBUSPREMI01 does not exist in the market NL.",
   "404/400019": "The availability of NCBUSPREMI01:0001:NOSUCHAVAILA does not exist in the market NL: read the availabilities again.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000.",
   "409/900278": "The subscription is being renewed since 2027-06-01T00:00:00.000Z: try again in two minutes."
  },
  "request": {
   "toCatalogItemId": "NCBUSPREMI01:0001:Y7Y7X2IQ395T",
   "quantity": 10,
   "transitionType": "transition_only",
   "toSubscriptionId": "76483511-8ef2-80c6-9593-9417a337ddce",
   "termDuration": "P1Y",
   "billingCycle": "monthly"
  },
  "answers": {
   "200": {
    "operationId": "d05ffaf9-d602-8f4b-8a30-39a545c30448",
    "fromCatalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
    "fromSubscriptionId": "97c3d6ae-d5a5-87de-82b9-56671a19148a",
    "toCatalogItemId": "NCM365ENTE03:0001:VM3G8ZQOUGD3",
    "toSubscriptionId": "97c3d6ae-d5a5-87de-82b9-56671a19148a",
    "quantity": 10,
    "termDuration": "P1Y",
    "billingCycle": "monthly",
    "transitionType": "transition_only",
    "events": [
     {
      "name": "Conversion",
      "status": "Started",
      "timestamp": "2026-06-01T10:00:00.000Z",
      "attributes": {
       "objectType": "TransitionEvent"
      }
     }
    ],
    "attributes": {
     "objectType": "Transition"
    },
    "outOfProportion": [
     {
      "productId": "NCBUSVOICE01",
      "skuId": "0001",
      "held": 3,
      "base": 0,
      "most": 0,
      "description": "3 licences of NCBUSVOICE01:0001 are more than the 0 that 0 base licences allow: none can be added until they fit."
     }
    ]
   }
  }
 },
 "undoRenewals": {
  "refusals": {},
  "request": {
   "lines": [
    {
     "customerId": "2651b17e-fcd4-47f9-8f6e-97619d30cfbe",
     "subscriptionId": "015b6625-06c5-845f-8b70-fd79e65af7d0",
     "planTag": "p1.2.15612fe09d0f.eba383c0cd90",
     "nextTerm": {
      "atTermEnd": "cancel",
      "quantity": 12,
      "catalogItemId": "NCBUSSTAND01:0001:BQKP2H030J2K",
      "termDuration": "P1M",
      "billingCycle": "monthly"
     }
    }
   ]
  },
  "answers": {
   "200": {
    "totalCount": 3,
    "counts": {
     "taken_back": 2,
     "refused": 1
    },
    "items": [
     {
      "line": 1,
      "customerId": "efcab1f6-a56c-4c3a-b09b-8bc4e9231e15",
      "subscriptionId": "24d2e62a-07c9-8a9d-a352-821df7cc3385",
      "status": "taken_back",
      "requestId": "e4d2f3af-accd-8531-bdc9-130ef529f804",
      "termEndDate": "2026-08-09T00:00:00Z",
      "before": {
       "atTermEnd": "renew",
       "quantity": 12,
       "catalogItemId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
       "termDuration": "P1M",
       "billingCycle": "monthly"
      },
      "after": {
       "atTermEnd": "renew",
       "quantity": 10,
       "catalogItemId": "NCBUSSTAND01:0001:BLLQ7DLJMGUM",
       "termDuration": "P1M",
       "billingCycle": "monthly"
      },
      "quantity": {
       "before": 12,
       "after": 10
      },
      "subscriptionStatus": "active",
      "etag": "eyJpZCI6IjI0ZDJlNjJhLTA3YzktOGE5ZC1hMzUyLTgyMWRmN2NjMzM4NSIsInZlcnNpb24iOjR9"
     }
    ],
    "attributes": {
     "objectType": "RenewalOutcomes"
    }
   }
  }
 },
 "upgradeProduct": {
  "refusals": {
   "400/900110": "The Azure subscriptions of the customer 2c3aedb6-34a2-435b-b794-2ad2eee764e0 have moved already.",
   "403/13605": "It is not confirmed that the customer 2c3aedb6-34a2-435b-b794-2ad2eee764e0 accepted the Microsoft Customer Agreement: attest it first.",
   "403/900108": "The customer 2651b17e-fcd4-47f9-8f6e-97619d30cfbe has no Azure subscription of the older offer with this partner.",
   "404/60003": "There is no customer 00000000-0000-0000-0000-000000000000."
  },
  "answers": {}
 },
 "upgradeRows": {
  "refusals": {},
  "answers": {
   "200": {
    "schema": 2,
    "rows": 2025,
    "versions": [
     {
      "table": "Commerce",
      "kind": "agreement",
      "version": 1,
      "current": 1,
      "rows": 8
     }
    ],
    "upgraded": 0,
    "left": 0,
    "newer": 0,
    "next": "WyItc1N4bE5aTGlWWkVjc0IwIiwie1widGFibGVcIjpcIkRpcmVjdG9yeVwiLFwiY29udGludWF0aW9uXCI6XCJbXFxcIm1hbnlcXFwiLFxcXCJtYW55fDk2MlxcXCJdXCIsXCJsZWZ0XCI6MH0iXQ"
   }
  }
 },
 "upgradeSubscription": {
  "refusals": {
   "400/2011": "The subscription d164980c-4382-8e34-b062-1db16f90fa4e is deleted, not active.",
   "400/800063": "Add-ons hang on e231d5b3-3fb2-880d-be04-d856c34a7cae: 56326e49-7054-8b8f-9b38-b6ca5082c79c. Cancel them first.",
   "400/800091": "The subscription 021c15fc-2481-8047-8ef4-28f8d7ecd5a6 is suspended: resume it first.",
   "400/900141": "Not supported: an upgrade to fd4c746a-2194-4aff-9ee6-f5d3712cf123:0001:I3D5GFGR9SN6. It is none of the targets that are listed for it.",
   "400/900275": "1 licences: the offer is sold from 2 to 2.",
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/400013": "The product 9c1d0f5e-0000-4000-8000-000000000000 does not exist in the market NL.",
   "404/400018": "The SKU  of the product NCSUSELINUX1 does not exist in the market NL.",
   "404/400019": "The availability of NCM365EDUCA3:0001: does not exist in the market NL: read the availabilities again.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444.",
   "409/900278": "The subscription is being renewed since 2027-01-13T00:00:00.000Z: try again in two minutes."
  },
  "request": {
   "targetOffer": {
    "id": "2f707c7c-2433-49a5-a437-9ca7cf40d3eb"
   },
   "upgradeType": 1,
   "quantity": 2
  },
  "answers": {
   "200": {
    "sourceSubscriptionId": "a10b589e-e540-8279-93f5-c49bb4bd408a",
    "targetSubscriptionId": "a10b589e-e540-8279-93f5-c49bb4bd408a",
    "upgradeType": "upgrade_with_license_transfer",
    "upgradeErrors": [],
    "licenseErrors": [],
    "attributes": {
     "objectType": "UpgradeResult"
    }
   }
  }
 },
 "validateAddress": {
  "refusals": {},
  "request": {
   "addressLine1": "Havenkade 12",
   "addressLine2": "Suite 3",
   "city": "Utrecht",
   "state": "wa",
   "postalCode": "98052",
   "country": "us"
  },
  "answers": {
   "200": {
    "originalAddress": {
     "addressLine1": "Havenkade 12",
     "addressLine2": "Suite 3",
     "city": "Utrecht",
     "state": "wa",
     "postalCode": "98052",
     "country": "us"
    },
    "status": "InteractionRequired",
    "suggestedAddresses": [
     {
      "addressLine1": "Havenkade 12",
      "addressLine2": "Suite 3",
      "city": "Utrecht",
      "state": "WA",
      "postalCode": "98052",
      "country": "US"
     }
    ],
    "validationMessage": "The country writes it differently: see the suggested address."
   }
  }
 },
 "validateMigration": {
  "refusals": {
   "403/900308": "An indirect reseller (PartnerID 6120046) neither buys nor manages: go through the indirect provider (PartnerID none).",
   "404/20003": "There is no subscription 00000000-1111-4222-8333-444444444444.",
   "404/60003": "There is no customer 00000000-1111-4222-8333-444444444444."
  },
  "request": {
   "currentSubscriptionId": "5538B874-0DF9-8720-9E0B-BD2383A45B98",
   "billingCycle": "monthly",
   "purchaseFullTerm": false,
   "externalReferenceId": "9ab61899-0b2b-4320-bd6d-8196c53607d6",
   "addOnMigrations": [
    {
     "currentSubscriptionId": "b717932f-b006-87e9-b443-2329c6ad5f4a",
     "quantity": 1
    }
   ]
  },
  "answers": {
   "200": {
    "currentSubscriptionId": "3a4e5105-ce2b-8d07-91c5-02e02c3e8322",
    "isEligible": true,
    "errors": [],
    "catalogItemId": "NCEXCHONPLN1:0001:OPLLNF25MML9",
    "quantity": 2,
    "termDuration": "P1Y",
    "billingCycle": "monthly",
    "purchaseFullTerm": false,
    "customTermEndDate": "2026-06-30T00:00:00Z",
    "addOnMigrations": [
     {
      "currentSubscriptionId": "753fcd5e-21d9-832e-a182-c907373d8076",
      "isEligible": true,
      "errors": [],
      "catalogItemId": "NCEXCHARCHV1:0001:OS6OKZMD405Q",
      "quantity": 2,
      "termDuration": "P1Y",
      "billingCycle": "monthly",
      "purchaseFullTerm": false,
      "customTermEndDate": "2026-06-30T00:00:00Z"
     }
    ]
   }
  }
 },
 "whoAmI": {
  "refusals": {},
  "answers": {
   "200": {
    "tenantId": "10c4f1f7-ff09-46e3-bb98-ea7bccf1e5a8",
    "kind": "partner",
    "userId": "u",
    "displayName": "Ilse Kuiper",
    "appOnly": false,
    "roles": [
     "admin_agent"
    ],
    "permissions": [
     "catalogue.read"
    ],
    "partner": {
     "name": "Havn Cloud",
     "partnerId": "5310388",
     "kind": "direct_bill",
     "country": "NL",
     "currency": "EUR"
    },
    "now": "2026-03-02T10:00:00.000Z",
    "attributes": {
     "objectType": "Caller"
    }
   }
  }
 }
};
