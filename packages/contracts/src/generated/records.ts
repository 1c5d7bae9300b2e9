// Written by `pnpm --filter @ebb/contracts generate` from schemas/*.avsc; change those instead.

/** An alert no longer stands, because of what happened after it. Topic `customer-alerts`. */
export interface AlertClosed {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<yyyy-mm-dd>`. */
  readonly causeId: string;
  /** The record id of the alert that is closed. */
  readonly alertId: string;
  /** The phase of that alert. One of: leaving, gone. */
  readonly phase: string;
  /** Why. One of: false-alarm, returned, purchased, escalated. */
  readonly reason: string;
}

/** What the lifecycle knows of a customer up to a point in event time; the shape is that of the domain. Days are counted from 1970-01-01 in the business time zone. */
export interface CustomerState {
  /** RFM in buckets. */
  readonly purchases: PurchaseHistory;
  /** The lifecycle stage. An underscore stands for a hyphen, which Avro symbols cannot hold. */
  readonly stage: Stage;
  /** The risk of going. */
  readonly risk: Risk;
  /** 0 before the first purchase, 1 for the first lifetime, and so on. */
  readonly lifetime: number;
  /** Whether the customer was ever core. */
  readonly everCore: boolean;
  /** When the present stage was entered (event time). */
  readonly stageSince: number;
  /** The stage left when the customer went; null unless gone. */
  readonly stageBefore: Stage | null;
  /** Solved at the last purchase. */
  readonly deadlines: Deadlines;
  /** The version of the population parameters that solved the deadlines. */
  readonly calibrationVersion: number;
  /** The alert that stands, if any. */
  readonly openAlert: OpenAlert | null;
  /** The day of the last alert of that phase. */
  readonly lastLeavingAlertDay: number | null;
  /** The day of the last alert of that phase. */
  readonly lastGoneAlertDay: number | null;
  /** Net revenue since the present lifetime began, minor units of the reporting currency. */
  readonly lifetimeRevenueMinor: number;
}

/** The purchase days. */
export interface PurchaseHistory {
  /** The day of the first purchase ever seen; null before any. */
  readonly acquiredDay: number | null;
  /** What is left of the days before the window. */
  readonly older: OlderDays | null;
  /** Ascending by day, all within the window of the latest event. */
  readonly buckets: readonly DayBucket[];
}

/** Counted purchase days that have left the window. */
export interface OlderDays {
  /** How many. */
  readonly count: number;
  /** The first of them. */
  readonly firstDay: number;
  /** The last of them. */
  readonly lastDay: number;
}

/** One calendar day with purchases or refunds. */
export interface DayBucket {
  /** The day. */
  readonly day: number;
  /** Whether it saw a purchase; a refund alone opens a bucket too. */
  readonly bought: boolean;
  /** Bought, minor units of the reporting currency. */
  readonly grossMinor: number;
  /** Refunded, minor units of the reporting currency. */
  readonly refundedMinor: number;
}

export type Stage = 'none' | 'suspect' | 'prospect' | 'disqualified' | 'first-time' | 'early-repeat' | 'core' | 'inactive' | 'core-defector' | 'returned' | 'lost' | 'abandoned' | 'erased';

export type Risk = 'steady' | 'watch' | 'leaving';

/** Days on which silence speaks; null where it does not. */
export interface Deadlines {
  /** Fewer than core's days are left in the window. */
  readonly fading: number | null;
  /** Risk becomes watch. */
  readonly watch: number | null;
  /** Risk becomes leaving. */
  readonly leaving: number | null;
  /** The customer counts as gone. */
  readonly lapse: number | null;
}

/** The alert that stands. */
export interface OpenAlert {
  /** Its record id. */
  readonly recordId: string;
  /** How far it has come. */
  readonly phase: Phase;
}

export type Phase = 'leaving' | 'gone';

/** A record that could not be taken, with where it stood, why, and its bytes as they came. Topic `dead-letters`. */
export interface DeadLetter {
  /** The service that refused it. */
  readonly service: string;
  /** The topic it came from. */
  readonly topic: string;
  /** The partition it came from. */
  readonly partition: number;
  /** Its offset there. */
  readonly offset: number;
  /** A code of the closed list of dead-letter reasons, such as unknown-currency. */
  readonly reason: string;
  /** What exactly is wrong with this record. */
  readonly detail: string;
  /** The key's bytes as they came. */
  readonly key: Buffer | null;
  /** The value's bytes as they came. */
  readonly value: Buffer | null;
  /** The headers in the order they came. */
  readonly headers: readonly DeadLetterHeader[];
  /** The record's timestamp in Kafka, milliseconds since 1970-01-01T00:00Z. */
  readonly brokerTimestamp: number;
}

/** One header; Kafka allows a key to repeat. */
export interface DeadLetterHeader {
  /** The header's name. */
  readonly key: string;
  /** The header's bytes. */
  readonly value: Buffer | null;
}

/** Something done to a customer, or answered by one: an action sent, a campaign contact, the outcome of a call. Topic `customer-engagements`; the key is the customer id. */
export interface Engagement {
  /** Unique within this source; a repeat of it changes nothing. */
  readonly eventId: string;
  /** The customer; equal to the key of the record. */
  readonly customerId: string;
  /** When it happened (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly occurredAt: number;
  /** What was done or answered. An underscore stands for a hyphen, which Avro symbols cannot hold. */
  readonly what: EngagementWhat;
  /** How the customer was contacted. */
  readonly channel: Channel | null;
  /** Whether it sells; commercial contacts add to contact pressure. */
  readonly commercial: boolean;
  /** The action of Ebb's that it belongs to. */
  readonly actionId: string | null;
  /** The campaign of another tool that it belongs to. */
  readonly campaignId: string | null;
  /** For `outcome`: what came of it. */
  readonly outcome: Outcome | null;
  /** For a refusal: the reason the customer states. */
  readonly motive: Motive | null;
  /** For the outcome `call-back`: when the customer asked to be called. */
  readonly callBackAt: number | null;
}

export type EngagementWhat = 'other' | 'action-sent' | 'campaign-sent' | 'delivered' | 'answered' | 'outcome' | 'opted-out' | 'suppressed' | 'held-out';

/** The way over which a customer and the company met. */
export type Channel = 'other' | 'phone' | 'mail' | 'ivr' | 'web' | 'app' | 'chat' | 'sms' | 'post' | 'shop' | 'field';

export type Outcome = 'other' | 'accepted' | 'refused' | 'call-back' | 'not-reached' | 'solved' | 'wrong-number';

/** Why a customer leaves, in the customer's own words. An underscore stands for a hyphen, which Avro symbols cannot hold. */
export type Motive = 'other' | 'better-offer' | 'price' | 'payment-difficulty' | 'need-ended' | 'moved' | 'disappointed';

/** One line of a customer's journey: a fact in brief, a decision or an action. Stored in Redis, never on a topic. */
export interface JourneyEntry {
  /** When it happened (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Kind of the fact or type of the record. */
  readonly what: string;
  /** Id of the event or of the record. */
  readonly id: string;
  /** The rest in brief, for a person to read. */
  readonly detail: string;
}

/** A customer's stage, risk or lifetime changed. Topic `customer-alerts`. Stages, risks and reasons are strings, so that the words are the same everywhere (Avro symbols cannot hold a hyphen) and a new one breaks no consumer. */
export interface LifecycleTransition {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<yyyy-mm-dd>`. */
  readonly causeId: string;
  /** The stage before. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly fromStage: string;
  /** The stage after. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly toStage: string;
  /** The risk before. One of: steady, watch, leaving. */
  readonly fromRisk: string;
  /** The risk after. One of: steady, watch, leaving. */
  readonly toRisk: string;
  /** The lifetime after: 1 for the first, 2 after a return, and so on. */
  readonly lifetime: number;
  /** Why. One of: first-purchase, repeat-purchase, core-test, purchase, silence, fading, return, false-alarm. */
  readonly reason: string;
}

/** A core customer is leaving or gone, with ranked causes and the evidence. Topic `customer-alerts`. */
export interface MainDefectorAlert {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<yyyy-mm-dd>`. */
  readonly causeId: string;
  /** How far it has come. One of: leaving, gone. */
  readonly phase: string;
  /** The stage that the alert finds the customer in. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** The customer's lifetime: 1 for the first, 2 after a return, and so on. */
  readonly lifetime: number;
  /** Ranked, the strongest first; `unknown` alone where nothing is known. */
  readonly causes: readonly string[];
  /** Why, as data. */
  readonly evidence: SilenceEvidence;
  /** The version of the population parameters that solved the deadline. */
  readonly calibrationVersion: number;
  /** Why, as one plain English sentence. */
  readonly explanation: string;
}

/** What the silence rests on. */
export interface SilenceEvidence {
  /** The day of the last purchase, in the business time zone. */
  readonly lastPurchaseDay: number;
  /** Days since then. */
  readonly silenceDays: number;
  /** Mean days between counted purchase days over the whole history; null with one. */
  readonly usualGapDays: number | null;
  /** Counted purchase days over the whole history. */
  readonly purchaseDays: number;
  /** Counted purchase days in the window of the last purchase. */
  readonly frequency: number;
  /** Revenue in that window, minor units of the reporting currency. */
  readonly monetaryMinor: number;
  /** P(alive) of the MBG/NBD model; it set the deadline, it is not the chance of return. */
  readonly pAlive: number;
  /** The threshold that P(alive) crossed, before the bounds on silence. */
  readonly pAliveThreshold: number;
  /** The chance of a purchase within 180 days if nothing is done. */
  readonly pBuysWithin180Days: number;
  /** 1 (long ago) to 5. */
  readonly recencyScore: number;
  /** 1 (seldom) to 5. */
  readonly frequencyScore: number;
  /** 1 (little) to 5. */
  readonly monetaryScore: number;
  /** Size of the customer by revenue. One of: small, medium, large. */
  readonly pmg: string;
}

/** Carries a watermark and nothing else: the input of this partition is complete up to that event time. */
export interface Marker {
  /** The service or replayer that vouches for it. */
  readonly source: string;
  /** The partition that the marker was written to. */
  readonly partition: number;
  /** Event time up to which the partition is complete, milliseconds since 1970-01-01T00:00Z. */
  readonly watermark: number;
}

/** A record that a commit holds and that has yet to be sent. Stored in Redis, never on a topic. */
export interface OutboxEntry {
  /** Where it goes. */
  readonly topic: string;
  /** The partition it goes to. */
  readonly partition: number;
  /** The record's key. */
  readonly key: Buffer;
  /** The record's value, in the wire format. */
  readonly value: Buffer;
  /** The record's type, such as MainDefectorAlert. */
  readonly recordType: string;
  /** The record's id, without the revision. */
  readonly recordId: string;
  /** The record's revision. */
  readonly revision: number;
  /** The epoch of the task that wrote it. */
  readonly epoch: number;
  /** Its number among all that this source partition sends to that destination partition. */
  readonly sequence: number;
}

/** A change of what is known about a customer. Topic `customer-profiles`; the key is the customer id. Names and numbers stay in the CRM. */
export interface ProfileChange {
  /** Unique within this source; a repeat of it changes nothing. */
  readonly eventId: string;
  /** The customer whose profile changed (for `referral`: the one who referred); equal to the key of the record. */
  readonly customerId: string;
  /** When it happened (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly occurredAt: number;
  /** What changed. An underscore stands for a hyphen, which Avro symbols cannot hold. */
  readonly what: ProfileWhat;
  /** For `consent`, `do-not-contact`, `partner` and `legal-bar`: whether it holds from now on. */
  readonly granted: boolean | null;
  /** For `consent` and `do-not-contact`: the channel; null means every one. */
  readonly channel: Channel | null;
  /** For `consent`: where and how it was given, which is its proof. */
  readonly consentSource: string | null;
  /** For `time-zone`: IANA name, such as Europe/Paris. */
  readonly timeZone: string | null;
  /** For `language`: BCP 47 tag, such as fr. */
  readonly language: string | null;
  /** For `relationship`: whether silence can mean leaving, or only the end of a contract. */
  readonly relationship: Relationship | null;
  /** For `share-of-wallet`: the declared share, 0 to 100. */
  readonly shareOfWalletPercent: number | null;
  /** For `referral`: who came by it. */
  readonly referredCustomerId: string | null;
  /** For `lost`: why this customer cannot come back. */
  readonly lossReason: LossReason | null;
  /** For `invoice-unpaid`, `invoice-paid` and `payment-failed`. */
  readonly invoiceId: string | null;
  /** For `invoice-unpaid`: the day it was due. */
  readonly dueOn: number | null;
  /** For `abandonment-approved`: the role or staff id that approved. */
  readonly approvedBy: string | null;
}

export type ProfileWhat = 'other' | 'lead-captured' | 'lead-qualified' | 'lead-disqualified' | 'consent' | 'do-not-contact' | 'time-zone' | 'language' | 'relationship' | 'contract-ended' | 'share-of-wallet' | 'referral' | 'partner' | 'invoice-unpaid' | 'invoice-paid' | 'payment-failed' | 'legal-bar' | 'abandonment-approved' | 'lost' | 'erasure-requested';

export type Relationship = 'transactional' | 'contractual';

export type LossReason = 'other' | 'closed' | 'bankrupt' | 'moved-away' | 'deceased';

/** A purchase, or a refund of one. Topic `purchases`; the key is the customer id. */
export interface Purchase {
  /** Unique within this source; a repeat of it changes nothing. */
  readonly eventId: string;
  /** The customer who bought; equal to the key of the record. */
  readonly customerId: string;
  /** Whether money came in or went back. */
  readonly kind: PurchaseKind;
  /** The order in the shop's own system. */
  readonly orderId: string;
  /** When it happened (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly occurredAt: number;
  /** Total in minor units of `currency` (cents, for USD): at least 0 for a purchase, above 0 for a refund. */
  readonly amountMinor: number;
  /** ISO 4217 alphabetic code, such as USD. */
  readonly currency: string;
  /** Where it was bought; null where the shop does not say. */
  readonly channel: Channel | null;
  /** The lines of the order, where they are known. */
  readonly lineItems: readonly LineItem[];
  /** For a refund: what was bought, where the shop knows; the refund counts on its own day otherwise. */
  readonly refundOf: RefundedPurchase | null;
}

export type PurchaseKind = 'purchase' | 'refund';

/** One line of the order. */
export interface LineItem {
  /** The shop's number of the article. */
  readonly sku: string | null;
  /** The article's category in the shop's catalogue. */
  readonly category: string;
  /** Pieces. */
  readonly quantity: number;
  /** Total of the line, minor units of the order's currency. */
  readonly amountMinor: number;
}

/** The purchase that a refund gives money back for. */
export interface RefundedPurchase {
  /** Its order. */
  readonly orderId: string;
  /** When it was bought: the refund lowers the revenue of that day. */
  readonly occurredAt: number;
}

/** A record that was sent is withdrawn: a late fact shows that it should never have been. Same topic and key as the record it withdraws. */
export interface Retraction {
  /** The customer. */
  readonly customerId: string;
  /** The record that is withdrawn. */
  readonly recordId: string;
  /** The revision of it that is withdrawn. */
  readonly revision: number;
  /** Its type, such as MainDefectorAlert. */
  readonly recordType: string;
  /** The event time at which the withdrawn record took effect. */
  readonly at: number;
  /** Id of the late fact. */
  readonly causedBy: string;
  /** Why. One of: late-fact. */
  readonly reason: string;
}

/** A customer as stored in Redis: a base, and the facts of the horizon after it, from which the present is folded anew when a late fact comes in. */
export interface StoredCustomer {
  /** The state after everything older than the horizon. */
  readonly base: CustomerState;
  /** The wake-ups that hold in the base. */
  readonly baseWakes: readonly StoredWake[];
  /** The last place that the base holds; null where it holds nothing yet. */
  readonly asOf: StoredPosition | null;
  /** The facts after the base, in order. */
  readonly facts: readonly StoredFact[];
  /** What a re-fold is compared with. */
  readonly emitted: readonly EmittedRecord[];
  /** The wake-ups that stand in the timer index. */
  readonly registered: readonly StoredWake[];
}

/** A time at which the silence of a source speaks. */
export interface StoredWake {
  /** Index of the source. */
  readonly source: number;
  /** The event time that was asked for. */
  readonly dueAt: number;
}

/** A place in the order of facts: event time, then source, then id. */
export interface StoredPosition {
  /** Event time. */
  readonly at: number;
  /** Index of the source; above all of them for the end of the instant. */
  readonly source: number;
  /** Id of the fact. */
  readonly id: string;
}

/** A fact of the horizon and the source that said it. */
export interface StoredFact {
  /** Index of the source. */
  readonly source: number;
  /** The fact. */
  readonly fact: PurchaseFact | RefundFact | SupportContactFact | ProfileChangeFact | EngagementFact;
}

/** A purchase in brief. */
export interface PurchaseFact {
  /** Tells the branches apart. */
  readonly kind: PurchaseFactKind;
  /** Id of the event. */
  readonly id: string;
  /** Event time. */
  readonly at: number;
  /** Minor units of the reporting currency. */
  readonly amountMinor: number;
  /** Categories of the lines, without repeats, sorted. */
  readonly categories: readonly string[];
}

export type PurchaseFactKind = 'purchase';

/** A refund in brief. */
export interface RefundFact {
  /** Tells the branches apart. */
  readonly kind: RefundFactKind;
  /** Id of the event. */
  readonly id: string;
  /** Event time. */
  readonly at: number;
  /** Minor units of the reporting currency. */
  readonly amountMinor: number;
  /** Event time of the purchase that is refunded, where known. */
  readonly purchaseAt: number | null;
}

export type RefundFactKind = 'refund';

/** A support contact in brief. */
export interface SupportContactFact {
  /** Tells the branches apart. */
  readonly kind: SupportContactFactKind;
  /** Id of the event. */
  readonly id: string;
  /** Event time. */
  readonly at: number;
  /** The case. */
  readonly caseId: string;
  /** What happened. */
  readonly what: string;
}

export type SupportContactFactKind = 'support-contact';

/** A profile change in brief. */
export interface ProfileChangeFact {
  /** Tells the branches apart. */
  readonly kind: ProfileChangeFactKind;
  /** Id of the event. */
  readonly id: string;
  /** Event time. */
  readonly at: number;
  /** What changed. */
  readonly what: string;
}

export type ProfileChangeFactKind = 'profile-change';

/** An engagement in brief. */
export interface EngagementFact {
  /** Tells the branches apart. */
  readonly kind: EngagementFactKind;
  /** Id of the event. */
  readonly id: string;
  /** Event time. */
  readonly at: number;
  /** What was done or answered. */
  readonly what: string;
}

export type EngagementFactKind = 'engagement';

/** A record that was sent for what lies within the horizon. */
export interface EmittedRecord {
  /** Its id. */
  readonly recordId: string;
  /** Its type. */
  readonly recordType: LifecycleRecordType;
  /** The revision last sent. */
  readonly revision: number;
  /** The event time at which it took effect. */
  readonly at: number;
  /** Digest of its content, to see whether it has changed. */
  readonly digest: Uint8Array;
  /** Whether that revision was withdrawn. */
  readonly retracted: boolean;
}

export type LifecycleRecordType = 'LifecycleTransition' | 'MainDefectorAlert' | 'AlertClosed';

/** Something that happened in a support case. Topic `support-contacts`; the key is the customer id. */
export interface SupportContact {
  /** Unique within this source; a repeat of it changes nothing. */
  readonly eventId: string;
  /** The customer whose case it is; equal to the key of the record. */
  readonly customerId: string;
  /** The case that this contact belongs to. */
  readonly caseId: string;
  /** When it happened (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly occurredAt: number;
  /** What happened. An underscore stands for a hyphen, which Avro symbols cannot hold. */
  readonly what: ContactWhat;
  /** What the case is about; it sets how long the case may take. */
  readonly kind: CaseKind;
  /** How the customer came in touch. */
  readonly channel: Channel | null;
  /** The desk that holds the case after this contact; at a transfer, the one it goes to. */
  readonly desk: string | null;
  /** The level of that desk, 1 (first line) to 3 (specialists). */
  readonly level: number | null;
  /** For `promised` and `opened`: until when the customer was told that it will be solved. */
  readonly promisedBy: number | null;
  /** For `rating`: 1 (worst) to 5. */
  readonly rating: number | null;
  /** For a notice: the reason the customer states. */
  readonly motive: Motive | null;
  /** For `notice-given`: the day on which it takes effect; 30 days later unless stated or configured. */
  readonly effectiveOn: number | null;
  /** Whether the service concerned is an important one to this customer. */
  readonly important: boolean;
  /** The order that the case is about. */
  readonly orderId: string | null;
  /** The company's own word for what the case is about, such as `advertising`; never free text about a person. */
  readonly topic: string | null;
}

export type ContactWhat = 'other' | 'opened' | 'contacted' | 'transferred' | 'promised' | 'resolved' | 'closed' | 'reopened' | 'notice-given' | 'notice-withdrawn' | 'rating' | 'praise';

export type CaseKind = 'other' | 'question' | 'complaint' | 'defect' | 'unmet-expectation' | 'service-not-performed' | 'failed-onboarding' | 'payment';

/** Every record by its name. */
export interface Records {
  readonly AlertClosed: AlertClosed;
  readonly CustomerState: CustomerState;
  readonly DeadLetter: DeadLetter;
  readonly Engagement: Engagement;
  readonly JourneyEntry: JourneyEntry;
  readonly LifecycleTransition: LifecycleTransition;
  readonly MainDefectorAlert: MainDefectorAlert;
  readonly Marker: Marker;
  readonly OutboxEntry: OutboxEntry;
  readonly ProfileChange: ProfileChange;
  readonly Purchase: Purchase;
  readonly Retraction: Retraction;
  readonly StoredCustomer: StoredCustomer;
  readonly SupportContact: SupportContact;
}

/** The schema of every record, self-contained. */
export const schemas: Readonly<Record<keyof Records, object>> = {
  "AlertClosed": {
    "type": "record",
    "namespace": "ebb",
    "name": "AlertClosed",
    "doc": "An alert no longer stands, because of what happened after it. Topic `customer-alerts`.",
    "fields": [
      {
        "name": "recordId",
        "type": "string",
        "doc": "`<cause>/<what>`; with the revision, unique for ever."
      },
      {
        "name": "revision",
        "type": "int",
        "doc": "0, and one more each time that a late fact brings back a retracted record."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer."
      },
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it took effect (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "causeId",
        "type": "string",
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<yyyy-mm-dd>`."
      },
      {
        "name": "alertId",
        "type": "string",
        "doc": "The record id of the alert that is closed."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "The phase of that alert. One of: leaving, gone."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why. One of: false-alarm, returned, purchased, escalated."
      }
    ]
  },
  "CustomerState": {
    "type": "record",
    "namespace": "ebb",
    "name": "CustomerState",
    "doc": "What the lifecycle knows of a customer up to a point in event time; the shape is that of the domain. Days are counted from 1970-01-01 in the business time zone.",
    "fields": [
      {
        "name": "purchases",
        "type": {
          "type": "record",
          "name": "PurchaseHistory",
          "doc": "The purchase days.",
          "fields": [
            {
              "name": "acquiredDay",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "The day of the first purchase ever seen; null before any."
            },
            {
              "name": "older",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "OlderDays",
                  "doc": "Counted purchase days that have left the window.",
                  "fields": [
                    {
                      "name": "count",
                      "type": "int",
                      "doc": "How many."
                    },
                    {
                      "name": "firstDay",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The first of them."
                    },
                    {
                      "name": "lastDay",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The last of them."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "What is left of the days before the window."
            },
            {
              "name": "buckets",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "DayBucket",
                  "doc": "One calendar day with purchases or refunds.",
                  "fields": [
                    {
                      "name": "day",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The day."
                    },
                    {
                      "name": "bought",
                      "type": "boolean",
                      "doc": "Whether it saw a purchase; a refund alone opens a bucket too."
                    },
                    {
                      "name": "grossMinor",
                      "type": "long",
                      "doc": "Bought, minor units of the reporting currency."
                    },
                    {
                      "name": "refundedMinor",
                      "type": "long",
                      "doc": "Refunded, minor units of the reporting currency."
                    }
                  ]
                }
              },
              "doc": "Ascending by day, all within the window of the latest event."
            }
          ]
        },
        "doc": "RFM in buckets."
      },
      {
        "name": "stage",
        "type": {
          "type": "enum",
          "name": "Stage",
          "logicalType": "hyphenated",
          "symbols": [
            "none",
            "suspect",
            "prospect",
            "disqualified",
            "first_time",
            "early_repeat",
            "core",
            "inactive",
            "core_defector",
            "returned",
            "lost",
            "abandoned",
            "erased"
          ]
        },
        "doc": "The lifecycle stage. An underscore stands for a hyphen, which Avro symbols cannot hold."
      },
      {
        "name": "risk",
        "type": {
          "type": "enum",
          "name": "Risk",
          "symbols": [
            "steady",
            "watch",
            "leaving"
          ]
        },
        "doc": "The risk of going."
      },
      {
        "name": "lifetime",
        "type": "int",
        "doc": "0 before the first purchase, 1 for the first lifetime, and so on."
      },
      {
        "name": "everCore",
        "type": "boolean",
        "doc": "Whether the customer was ever core."
      },
      {
        "name": "stageSince",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When the present stage was entered (event time)."
      },
      {
        "name": "stageBefore",
        "type": [
          "null",
          "ebb.Stage"
        ],
        "default": null,
        "doc": "The stage left when the customer went; null unless gone."
      },
      {
        "name": "deadlines",
        "type": {
          "type": "record",
          "name": "Deadlines",
          "doc": "Days on which silence speaks; null where it does not.",
          "fields": [
            {
              "name": "fading",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "Fewer than core's days are left in the window."
            },
            {
              "name": "watch",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "Risk becomes watch."
            },
            {
              "name": "leaving",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "Risk becomes leaving."
            },
            {
              "name": "lapse",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "The customer counts as gone."
            }
          ]
        },
        "doc": "Solved at the last purchase."
      },
      {
        "name": "calibrationVersion",
        "type": "int",
        "doc": "The version of the population parameters that solved the deadlines."
      },
      {
        "name": "openAlert",
        "type": [
          "null",
          {
            "type": "record",
            "name": "OpenAlert",
            "doc": "The alert that stands.",
            "fields": [
              {
                "name": "recordId",
                "type": "string",
                "doc": "Its record id."
              },
              {
                "name": "phase",
                "type": {
                  "type": "enum",
                  "name": "Phase",
                  "symbols": [
                    "leaving",
                    "gone"
                  ]
                },
                "doc": "How far it has come."
              }
            ]
          }
        ],
        "default": null,
        "doc": "The alert that stands, if any."
      },
      {
        "name": "lastLeavingAlertDay",
        "type": [
          "null",
          {
            "type": "int",
            "logicalType": "date"
          }
        ],
        "default": null,
        "doc": "The day of the last alert of that phase."
      },
      {
        "name": "lastGoneAlertDay",
        "type": [
          "null",
          {
            "type": "int",
            "logicalType": "date"
          }
        ],
        "default": null,
        "doc": "The day of the last alert of that phase."
      },
      {
        "name": "lifetimeRevenueMinor",
        "type": "long",
        "doc": "Net revenue since the present lifetime began, minor units of the reporting currency."
      }
    ]
  },
  "DeadLetter": {
    "type": "record",
    "namespace": "ebb",
    "name": "DeadLetter",
    "doc": "A record that could not be taken, with where it stood, why, and its bytes as they came. Topic `dead-letters`.",
    "fields": [
      {
        "name": "service",
        "type": "string",
        "doc": "The service that refused it."
      },
      {
        "name": "topic",
        "type": "string",
        "doc": "The topic it came from."
      },
      {
        "name": "partition",
        "type": "int",
        "doc": "The partition it came from."
      },
      {
        "name": "offset",
        "type": "long",
        "doc": "Its offset there."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "A code of the closed list of dead-letter reasons, such as unknown-currency."
      },
      {
        "name": "detail",
        "type": "string",
        "doc": "What exactly is wrong with this record."
      },
      {
        "name": "key",
        "type": [
          "null",
          "bytes"
        ],
        "default": null,
        "doc": "The key's bytes as they came."
      },
      {
        "name": "value",
        "type": [
          "null",
          "bytes"
        ],
        "default": null,
        "doc": "The value's bytes as they came."
      },
      {
        "name": "headers",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "DeadLetterHeader",
            "doc": "One header; Kafka allows a key to repeat.",
            "fields": [
              {
                "name": "key",
                "type": "string",
                "doc": "The header's name."
              },
              {
                "name": "value",
                "type": [
                  "null",
                  "bytes"
                ],
                "default": null,
                "doc": "The header's bytes."
              }
            ]
          }
        },
        "default": [],
        "doc": "The headers in the order they came."
      },
      {
        "name": "brokerTimestamp",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "The record's timestamp in Kafka, milliseconds since 1970-01-01T00:00Z."
      }
    ]
  },
  "Engagement": {
    "type": "record",
    "namespace": "ebb",
    "name": "Engagement",
    "doc": "Something done to a customer, or answered by one: an action sent, a campaign contact, the outcome of a call. Topic `customer-engagements`; the key is the customer id.",
    "fields": [
      {
        "name": "eventId",
        "type": "string",
        "doc": "Unique within this source; a repeat of it changes nothing."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer; equal to the key of the record."
      },
      {
        "name": "occurredAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it happened (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "what",
        "type": {
          "type": "enum",
          "name": "EngagementWhat",
          "logicalType": "hyphenated",
          "symbols": [
            "other",
            "action_sent",
            "campaign_sent",
            "delivered",
            "answered",
            "outcome",
            "opted_out",
            "suppressed",
            "held_out"
          ],
          "default": "other"
        },
        "doc": "What was done or answered. An underscore stands for a hyphen, which Avro symbols cannot hold."
      },
      {
        "name": "channel",
        "type": [
          "null",
          {
            "type": "enum",
            "namespace": "ebb",
            "name": "Channel",
            "doc": "The way over which a customer and the company met.",
            "symbols": [
              "other",
              "phone",
              "mail",
              "ivr",
              "web",
              "app",
              "chat",
              "sms",
              "post",
              "shop",
              "field"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "How the customer was contacted."
      },
      {
        "name": "commercial",
        "type": "boolean",
        "default": true,
        "doc": "Whether it sells; commercial contacts add to contact pressure."
      },
      {
        "name": "actionId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "The action of Ebb's that it belongs to."
      },
      {
        "name": "campaignId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "The campaign of another tool that it belongs to."
      },
      {
        "name": "outcome",
        "type": [
          "null",
          {
            "type": "enum",
            "name": "Outcome",
            "logicalType": "hyphenated",
            "symbols": [
              "other",
              "accepted",
              "refused",
              "call_back",
              "not_reached",
              "solved",
              "wrong_number"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "For `outcome`: what came of it."
      },
      {
        "name": "motive",
        "type": [
          "null",
          {
            "type": "enum",
            "namespace": "ebb",
            "name": "Motive",
            "logicalType": "hyphenated",
            "doc": "Why a customer leaves, in the customer's own words. An underscore stands for a hyphen, which Avro symbols cannot hold.",
            "symbols": [
              "other",
              "better_offer",
              "price",
              "payment_difficulty",
              "need_ended",
              "moved",
              "disappointed"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "For a refusal: the reason the customer states."
      },
      {
        "name": "callBackAt",
        "type": [
          "null",
          {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        ],
        "default": null,
        "doc": "For the outcome `call-back`: when the customer asked to be called."
      }
    ]
  },
  "JourneyEntry": {
    "type": "record",
    "namespace": "ebb",
    "name": "JourneyEntry",
    "doc": "One line of a customer's journey: a fact in brief, a decision or an action. Stored in Redis, never on a topic.",
    "fields": [
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it happened (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "what",
        "type": "string",
        "doc": "Kind of the fact or type of the record."
      },
      {
        "name": "id",
        "type": "string",
        "doc": "Id of the event or of the record."
      },
      {
        "name": "detail",
        "type": "string",
        "doc": "The rest in brief, for a person to read."
      }
    ]
  },
  "LifecycleTransition": {
    "type": "record",
    "namespace": "ebb",
    "name": "LifecycleTransition",
    "doc": "A customer's stage, risk or lifetime changed. Topic `customer-alerts`. Stages, risks and reasons are strings, so that the words are the same everywhere (Avro symbols cannot hold a hyphen) and a new one breaks no consumer.",
    "fields": [
      {
        "name": "recordId",
        "type": "string",
        "doc": "`<cause>/<what>`; with the revision, unique for ever."
      },
      {
        "name": "revision",
        "type": "int",
        "doc": "0, and one more each time that a late fact brings back a retracted record."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer."
      },
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it took effect (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "causeId",
        "type": "string",
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<yyyy-mm-dd>`."
      },
      {
        "name": "fromStage",
        "type": "string",
        "doc": "The stage before. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "toStage",
        "type": "string",
        "doc": "The stage after. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "fromRisk",
        "type": "string",
        "doc": "The risk before. One of: steady, watch, leaving."
      },
      {
        "name": "toRisk",
        "type": "string",
        "doc": "The risk after. One of: steady, watch, leaving."
      },
      {
        "name": "lifetime",
        "type": "int",
        "doc": "The lifetime after: 1 for the first, 2 after a return, and so on."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why. One of: first-purchase, repeat-purchase, core-test, purchase, silence, fading, return, false-alarm."
      }
    ]
  },
  "MainDefectorAlert": {
    "type": "record",
    "namespace": "ebb",
    "name": "MainDefectorAlert",
    "doc": "A core customer is leaving or gone, with ranked causes and the evidence. Topic `customer-alerts`.",
    "fields": [
      {
        "name": "recordId",
        "type": "string",
        "doc": "`<cause>/<what>`; with the revision, unique for ever."
      },
      {
        "name": "revision",
        "type": "int",
        "doc": "0, and one more each time that a late fact brings back a retracted record."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer."
      },
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it took effect (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "causeId",
        "type": "string",
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<yyyy-mm-dd>`."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "How far it has come. One of: leaving, gone."
      },
      {
        "name": "stage",
        "type": "string",
        "doc": "The stage that the alert finds the customer in. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "lifetime",
        "type": "int",
        "doc": "The customer's lifetime: 1 for the first, 2 after a return, and so on."
      },
      {
        "name": "causes",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
      },
      {
        "name": "evidence",
        "type": {
          "type": "record",
          "name": "SilenceEvidence",
          "doc": "What the silence rests on.",
          "fields": [
            {
              "name": "lastPurchaseDay",
              "type": {
                "type": "int",
                "logicalType": "date"
              },
              "doc": "The day of the last purchase, in the business time zone."
            },
            {
              "name": "silenceDays",
              "type": "int",
              "doc": "Days since then."
            },
            {
              "name": "usualGapDays",
              "type": [
                "null",
                "double"
              ],
              "default": null,
              "doc": "Mean days between counted purchase days over the whole history; null with one."
            },
            {
              "name": "purchaseDays",
              "type": "int",
              "doc": "Counted purchase days over the whole history."
            },
            {
              "name": "frequency",
              "type": "int",
              "doc": "Counted purchase days in the window of the last purchase."
            },
            {
              "name": "monetaryMinor",
              "type": "long",
              "doc": "Revenue in that window, minor units of the reporting currency."
            },
            {
              "name": "pAlive",
              "type": "double",
              "doc": "P(alive) of the MBG/NBD model; it set the deadline, it is not the chance of return."
            },
            {
              "name": "pAliveThreshold",
              "type": "double",
              "doc": "The threshold that P(alive) crossed, before the bounds on silence."
            },
            {
              "name": "pBuysWithin180Days",
              "type": "double",
              "doc": "The chance of a purchase within 180 days if nothing is done."
            },
            {
              "name": "recencyScore",
              "type": "int",
              "doc": "1 (long ago) to 5."
            },
            {
              "name": "frequencyScore",
              "type": "int",
              "doc": "1 (seldom) to 5."
            },
            {
              "name": "monetaryScore",
              "type": "int",
              "doc": "1 (little) to 5."
            },
            {
              "name": "pmg",
              "type": "string",
              "doc": "Size of the customer by revenue. One of: small, medium, large."
            }
          ]
        },
        "doc": "Why, as data."
      },
      {
        "name": "calibrationVersion",
        "type": "int",
        "doc": "The version of the population parameters that solved the deadline."
      },
      {
        "name": "explanation",
        "type": "string",
        "doc": "Why, as one plain English sentence."
      }
    ]
  },
  "Marker": {
    "type": "record",
    "namespace": "ebb",
    "name": "Marker",
    "doc": "Carries a watermark and nothing else: the input of this partition is complete up to that event time.",
    "fields": [
      {
        "name": "source",
        "type": "string",
        "doc": "The service or replayer that vouches for it."
      },
      {
        "name": "partition",
        "type": "int",
        "doc": "The partition that the marker was written to."
      },
      {
        "name": "watermark",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "Event time up to which the partition is complete, milliseconds since 1970-01-01T00:00Z."
      }
    ]
  },
  "OutboxEntry": {
    "type": "record",
    "namespace": "ebb",
    "name": "OutboxEntry",
    "doc": "A record that a commit holds and that has yet to be sent. Stored in Redis, never on a topic.",
    "fields": [
      {
        "name": "topic",
        "type": "string",
        "doc": "Where it goes."
      },
      {
        "name": "partition",
        "type": "int",
        "doc": "The partition it goes to."
      },
      {
        "name": "key",
        "type": "bytes",
        "doc": "The record's key."
      },
      {
        "name": "value",
        "type": "bytes",
        "doc": "The record's value, in the wire format."
      },
      {
        "name": "recordType",
        "type": "string",
        "doc": "The record's type, such as MainDefectorAlert."
      },
      {
        "name": "recordId",
        "type": "string",
        "doc": "The record's id, without the revision."
      },
      {
        "name": "revision",
        "type": "int",
        "doc": "The record's revision."
      },
      {
        "name": "epoch",
        "type": "int",
        "doc": "The epoch of the task that wrote it."
      },
      {
        "name": "sequence",
        "type": "long",
        "doc": "Its number among all that this source partition sends to that destination partition."
      }
    ]
  },
  "ProfileChange": {
    "type": "record",
    "namespace": "ebb",
    "name": "ProfileChange",
    "doc": "A change of what is known about a customer. Topic `customer-profiles`; the key is the customer id. Names and numbers stay in the CRM.",
    "fields": [
      {
        "name": "eventId",
        "type": "string",
        "doc": "Unique within this source; a repeat of it changes nothing."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer whose profile changed (for `referral`: the one who referred); equal to the key of the record."
      },
      {
        "name": "occurredAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it happened (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "what",
        "type": {
          "type": "enum",
          "name": "ProfileWhat",
          "logicalType": "hyphenated",
          "symbols": [
            "other",
            "lead_captured",
            "lead_qualified",
            "lead_disqualified",
            "consent",
            "do_not_contact",
            "time_zone",
            "language",
            "relationship",
            "contract_ended",
            "share_of_wallet",
            "referral",
            "partner",
            "invoice_unpaid",
            "invoice_paid",
            "payment_failed",
            "legal_bar",
            "abandonment_approved",
            "lost",
            "erasure_requested"
          ],
          "default": "other"
        },
        "doc": "What changed. An underscore stands for a hyphen, which Avro symbols cannot hold."
      },
      {
        "name": "granted",
        "type": [
          "null",
          "boolean"
        ],
        "default": null,
        "doc": "For `consent`, `do-not-contact`, `partner` and `legal-bar`: whether it holds from now on."
      },
      {
        "name": "channel",
        "type": [
          "null",
          {
            "type": "enum",
            "namespace": "ebb",
            "name": "Channel",
            "doc": "The way over which a customer and the company met.",
            "symbols": [
              "other",
              "phone",
              "mail",
              "ivr",
              "web",
              "app",
              "chat",
              "sms",
              "post",
              "shop",
              "field"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "For `consent` and `do-not-contact`: the channel; null means every one."
      },
      {
        "name": "consentSource",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `consent`: where and how it was given, which is its proof."
      },
      {
        "name": "timeZone",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `time-zone`: IANA name, such as Europe/Paris."
      },
      {
        "name": "language",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `language`: BCP 47 tag, such as fr."
      },
      {
        "name": "relationship",
        "type": [
          "null",
          {
            "type": "enum",
            "name": "Relationship",
            "symbols": [
              "transactional",
              "contractual"
            ]
          }
        ],
        "default": null,
        "doc": "For `relationship`: whether silence can mean leaving, or only the end of a contract."
      },
      {
        "name": "shareOfWalletPercent",
        "type": [
          "null",
          "int"
        ],
        "default": null,
        "doc": "For `share-of-wallet`: the declared share, 0 to 100."
      },
      {
        "name": "referredCustomerId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `referral`: who came by it."
      },
      {
        "name": "lossReason",
        "type": [
          "null",
          {
            "type": "enum",
            "name": "LossReason",
            "logicalType": "hyphenated",
            "symbols": [
              "other",
              "closed",
              "bankrupt",
              "moved_away",
              "deceased"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "For `lost`: why this customer cannot come back."
      },
      {
        "name": "invoiceId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `invoice-unpaid`, `invoice-paid` and `payment-failed`."
      },
      {
        "name": "dueOn",
        "type": [
          "null",
          {
            "type": "int",
            "logicalType": "date"
          }
        ],
        "default": null,
        "doc": "For `invoice-unpaid`: the day it was due."
      },
      {
        "name": "approvedBy",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `abandonment-approved`: the role or staff id that approved."
      }
    ]
  },
  "Purchase": {
    "type": "record",
    "namespace": "ebb",
    "name": "Purchase",
    "doc": "A purchase, or a refund of one. Topic `purchases`; the key is the customer id.",
    "fields": [
      {
        "name": "eventId",
        "type": "string",
        "doc": "Unique within this source; a repeat of it changes nothing."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer who bought; equal to the key of the record."
      },
      {
        "name": "kind",
        "type": {
          "type": "enum",
          "name": "PurchaseKind",
          "symbols": [
            "purchase",
            "refund"
          ]
        },
        "doc": "Whether money came in or went back."
      },
      {
        "name": "orderId",
        "type": "string",
        "doc": "The order in the shop's own system."
      },
      {
        "name": "occurredAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it happened (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "amountMinor",
        "type": "long",
        "doc": "Total in minor units of `currency` (cents, for USD): at least 0 for a purchase, above 0 for a refund."
      },
      {
        "name": "currency",
        "type": "string",
        "doc": "ISO 4217 alphabetic code, such as USD."
      },
      {
        "name": "channel",
        "type": [
          "null",
          {
            "type": "enum",
            "namespace": "ebb",
            "name": "Channel",
            "doc": "The way over which a customer and the company met.",
            "symbols": [
              "other",
              "phone",
              "mail",
              "ivr",
              "web",
              "app",
              "chat",
              "sms",
              "post",
              "shop",
              "field"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "Where it was bought; null where the shop does not say."
      },
      {
        "name": "lineItems",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "LineItem",
            "doc": "One line of the order.",
            "fields": [
              {
                "name": "sku",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The shop's number of the article."
              },
              {
                "name": "category",
                "type": "string",
                "doc": "The article's category in the shop's catalogue."
              },
              {
                "name": "quantity",
                "type": "int",
                "default": 1,
                "doc": "Pieces."
              },
              {
                "name": "amountMinor",
                "type": "long",
                "doc": "Total of the line, minor units of the order's currency."
              }
            ]
          }
        },
        "default": [],
        "doc": "The lines of the order, where they are known."
      },
      {
        "name": "refundOf",
        "type": [
          "null",
          {
            "type": "record",
            "name": "RefundedPurchase",
            "doc": "The purchase that a refund gives money back for.",
            "fields": [
              {
                "name": "orderId",
                "type": "string",
                "doc": "Its order."
              },
              {
                "name": "occurredAt",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "When it was bought: the refund lowers the revenue of that day."
              }
            ]
          }
        ],
        "default": null,
        "doc": "For a refund: what was bought, where the shop knows; the refund counts on its own day otherwise."
      }
    ]
  },
  "Retraction": {
    "type": "record",
    "namespace": "ebb",
    "name": "Retraction",
    "doc": "A record that was sent is withdrawn: a late fact shows that it should never have been. Same topic and key as the record it withdraws.",
    "fields": [
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer."
      },
      {
        "name": "recordId",
        "type": "string",
        "doc": "The record that is withdrawn."
      },
      {
        "name": "revision",
        "type": "int",
        "doc": "The revision of it that is withdrawn."
      },
      {
        "name": "recordType",
        "type": "string",
        "doc": "Its type, such as MainDefectorAlert."
      },
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "The event time at which the withdrawn record took effect."
      },
      {
        "name": "causedBy",
        "type": "string",
        "doc": "Id of the late fact."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why. One of: late-fact."
      }
    ]
  },
  "StoredCustomer": {
    "type": "record",
    "namespace": "ebb",
    "name": "StoredCustomer",
    "doc": "A customer as stored in Redis: a base, and the facts of the horizon after it, from which the present is folded anew when a late fact comes in.",
    "fields": [
      {
        "name": "base",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "CustomerState",
          "doc": "What the lifecycle knows of a customer up to a point in event time; the shape is that of the domain. Days are counted from 1970-01-01 in the business time zone.",
          "fields": [
            {
              "name": "purchases",
              "type": {
                "type": "record",
                "name": "PurchaseHistory",
                "doc": "The purchase days.",
                "fields": [
                  {
                    "name": "acquiredDay",
                    "type": [
                      "null",
                      {
                        "type": "int",
                        "logicalType": "date"
                      }
                    ],
                    "default": null,
                    "doc": "The day of the first purchase ever seen; null before any."
                  },
                  {
                    "name": "older",
                    "type": [
                      "null",
                      {
                        "type": "record",
                        "name": "OlderDays",
                        "doc": "Counted purchase days that have left the window.",
                        "fields": [
                          {
                            "name": "count",
                            "type": "int",
                            "doc": "How many."
                          },
                          {
                            "name": "firstDay",
                            "type": {
                              "type": "int",
                              "logicalType": "date"
                            },
                            "doc": "The first of them."
                          },
                          {
                            "name": "lastDay",
                            "type": {
                              "type": "int",
                              "logicalType": "date"
                            },
                            "doc": "The last of them."
                          }
                        ]
                      }
                    ],
                    "default": null,
                    "doc": "What is left of the days before the window."
                  },
                  {
                    "name": "buckets",
                    "type": {
                      "type": "array",
                      "items": {
                        "type": "record",
                        "name": "DayBucket",
                        "doc": "One calendar day with purchases or refunds.",
                        "fields": [
                          {
                            "name": "day",
                            "type": {
                              "type": "int",
                              "logicalType": "date"
                            },
                            "doc": "The day."
                          },
                          {
                            "name": "bought",
                            "type": "boolean",
                            "doc": "Whether it saw a purchase; a refund alone opens a bucket too."
                          },
                          {
                            "name": "grossMinor",
                            "type": "long",
                            "doc": "Bought, minor units of the reporting currency."
                          },
                          {
                            "name": "refundedMinor",
                            "type": "long",
                            "doc": "Refunded, minor units of the reporting currency."
                          }
                        ]
                      }
                    },
                    "doc": "Ascending by day, all within the window of the latest event."
                  }
                ]
              },
              "doc": "RFM in buckets."
            },
            {
              "name": "stage",
              "type": {
                "type": "enum",
                "name": "Stage",
                "logicalType": "hyphenated",
                "symbols": [
                  "none",
                  "suspect",
                  "prospect",
                  "disqualified",
                  "first_time",
                  "early_repeat",
                  "core",
                  "inactive",
                  "core_defector",
                  "returned",
                  "lost",
                  "abandoned",
                  "erased"
                ]
              },
              "doc": "The lifecycle stage. An underscore stands for a hyphen, which Avro symbols cannot hold."
            },
            {
              "name": "risk",
              "type": {
                "type": "enum",
                "name": "Risk",
                "symbols": [
                  "steady",
                  "watch",
                  "leaving"
                ]
              },
              "doc": "The risk of going."
            },
            {
              "name": "lifetime",
              "type": "int",
              "doc": "0 before the first purchase, 1 for the first lifetime, and so on."
            },
            {
              "name": "everCore",
              "type": "boolean",
              "doc": "Whether the customer was ever core."
            },
            {
              "name": "stageSince",
              "type": {
                "type": "long",
                "logicalType": "timestamp-millis"
              },
              "doc": "When the present stage was entered (event time)."
            },
            {
              "name": "stageBefore",
              "type": [
                "null",
                "ebb.Stage"
              ],
              "default": null,
              "doc": "The stage left when the customer went; null unless gone."
            },
            {
              "name": "deadlines",
              "type": {
                "type": "record",
                "name": "Deadlines",
                "doc": "Days on which silence speaks; null where it does not.",
                "fields": [
                  {
                    "name": "fading",
                    "type": [
                      "null",
                      {
                        "type": "int",
                        "logicalType": "date"
                      }
                    ],
                    "default": null,
                    "doc": "Fewer than core's days are left in the window."
                  },
                  {
                    "name": "watch",
                    "type": [
                      "null",
                      {
                        "type": "int",
                        "logicalType": "date"
                      }
                    ],
                    "default": null,
                    "doc": "Risk becomes watch."
                  },
                  {
                    "name": "leaving",
                    "type": [
                      "null",
                      {
                        "type": "int",
                        "logicalType": "date"
                      }
                    ],
                    "default": null,
                    "doc": "Risk becomes leaving."
                  },
                  {
                    "name": "lapse",
                    "type": [
                      "null",
                      {
                        "type": "int",
                        "logicalType": "date"
                      }
                    ],
                    "default": null,
                    "doc": "The customer counts as gone."
                  }
                ]
              },
              "doc": "Solved at the last purchase."
            },
            {
              "name": "calibrationVersion",
              "type": "int",
              "doc": "The version of the population parameters that solved the deadlines."
            },
            {
              "name": "openAlert",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "OpenAlert",
                  "doc": "The alert that stands.",
                  "fields": [
                    {
                      "name": "recordId",
                      "type": "string",
                      "doc": "Its record id."
                    },
                    {
                      "name": "phase",
                      "type": {
                        "type": "enum",
                        "name": "Phase",
                        "symbols": [
                          "leaving",
                          "gone"
                        ]
                      },
                      "doc": "How far it has come."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "The alert that stands, if any."
            },
            {
              "name": "lastLeavingAlertDay",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "The day of the last alert of that phase."
            },
            {
              "name": "lastGoneAlertDay",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "The day of the last alert of that phase."
            },
            {
              "name": "lifetimeRevenueMinor",
              "type": "long",
              "doc": "Net revenue since the present lifetime began, minor units of the reporting currency."
            }
          ]
        },
        "doc": "The state after everything older than the horizon."
      },
      {
        "name": "baseWakes",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "StoredWake",
            "doc": "A time at which the silence of a source speaks.",
            "fields": [
              {
                "name": "source",
                "type": "int",
                "doc": "Index of the source."
              },
              {
                "name": "dueAt",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "The event time that was asked for."
              }
            ]
          }
        },
        "doc": "The wake-ups that hold in the base."
      },
      {
        "name": "asOf",
        "type": [
          "null",
          {
            "type": "record",
            "name": "StoredPosition",
            "doc": "A place in the order of facts: event time, then source, then id.",
            "fields": [
              {
                "name": "at",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "Event time."
              },
              {
                "name": "source",
                "type": "int",
                "doc": "Index of the source; above all of them for the end of the instant."
              },
              {
                "name": "id",
                "type": "string",
                "doc": "Id of the fact."
              }
            ]
          }
        ],
        "default": null,
        "doc": "The last place that the base holds; null where it holds nothing yet."
      },
      {
        "name": "facts",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "StoredFact",
            "doc": "A fact of the horizon and the source that said it.",
            "fields": [
              {
                "name": "source",
                "type": "int",
                "doc": "Index of the source."
              },
              {
                "name": "fact",
                "type": [
                  {
                    "type": "record",
                    "name": "PurchaseFact",
                    "doc": "A purchase in brief.",
                    "fields": [
                      {
                        "name": "kind",
                        "type": {
                          "type": "enum",
                          "name": "PurchaseFactKind",
                          "symbols": [
                            "purchase"
                          ]
                        },
                        "doc": "Tells the branches apart."
                      },
                      {
                        "name": "id",
                        "type": "string",
                        "doc": "Id of the event."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Event time."
                      },
                      {
                        "name": "amountMinor",
                        "type": "long",
                        "doc": "Minor units of the reporting currency."
                      },
                      {
                        "name": "categories",
                        "type": {
                          "type": "array",
                          "items": "string"
                        },
                        "doc": "Categories of the lines, without repeats, sorted."
                      }
                    ]
                  },
                  {
                    "type": "record",
                    "name": "RefundFact",
                    "doc": "A refund in brief.",
                    "fields": [
                      {
                        "name": "kind",
                        "type": {
                          "type": "enum",
                          "name": "RefundFactKind",
                          "symbols": [
                            "refund"
                          ]
                        },
                        "doc": "Tells the branches apart."
                      },
                      {
                        "name": "id",
                        "type": "string",
                        "doc": "Id of the event."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Event time."
                      },
                      {
                        "name": "amountMinor",
                        "type": "long",
                        "doc": "Minor units of the reporting currency."
                      },
                      {
                        "name": "purchaseAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "Event time of the purchase that is refunded, where known."
                      }
                    ]
                  },
                  {
                    "type": "record",
                    "name": "SupportContactFact",
                    "doc": "A support contact in brief.",
                    "fields": [
                      {
                        "name": "kind",
                        "type": {
                          "type": "enum",
                          "name": "SupportContactFactKind",
                          "logicalType": "hyphenated",
                          "symbols": [
                            "support_contact"
                          ]
                        },
                        "doc": "Tells the branches apart."
                      },
                      {
                        "name": "id",
                        "type": "string",
                        "doc": "Id of the event."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Event time."
                      },
                      {
                        "name": "caseId",
                        "type": "string",
                        "doc": "The case."
                      },
                      {
                        "name": "what",
                        "type": "string",
                        "doc": "What happened."
                      }
                    ]
                  },
                  {
                    "type": "record",
                    "name": "ProfileChangeFact",
                    "doc": "A profile change in brief.",
                    "fields": [
                      {
                        "name": "kind",
                        "type": {
                          "type": "enum",
                          "name": "ProfileChangeFactKind",
                          "logicalType": "hyphenated",
                          "symbols": [
                            "profile_change"
                          ]
                        },
                        "doc": "Tells the branches apart."
                      },
                      {
                        "name": "id",
                        "type": "string",
                        "doc": "Id of the event."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Event time."
                      },
                      {
                        "name": "what",
                        "type": "string",
                        "doc": "What changed."
                      }
                    ]
                  },
                  {
                    "type": "record",
                    "name": "EngagementFact",
                    "doc": "An engagement in brief.",
                    "fields": [
                      {
                        "name": "kind",
                        "type": {
                          "type": "enum",
                          "name": "EngagementFactKind",
                          "symbols": [
                            "engagement"
                          ]
                        },
                        "doc": "Tells the branches apart."
                      },
                      {
                        "name": "id",
                        "type": "string",
                        "doc": "Id of the event."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Event time."
                      },
                      {
                        "name": "what",
                        "type": "string",
                        "doc": "What was done or answered."
                      }
                    ]
                  }
                ],
                "doc": "The fact."
              }
            ]
          }
        },
        "doc": "The facts after the base, in order."
      },
      {
        "name": "emitted",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "EmittedRecord",
            "doc": "A record that was sent for what lies within the horizon.",
            "fields": [
              {
                "name": "recordId",
                "type": "string",
                "doc": "Its id."
              },
              {
                "name": "recordType",
                "type": {
                  "type": "enum",
                  "name": "LifecycleRecordType",
                  "symbols": [
                    "LifecycleTransition",
                    "MainDefectorAlert",
                    "AlertClosed"
                  ]
                },
                "doc": "Its type."
              },
              {
                "name": "revision",
                "type": "int",
                "doc": "The revision last sent."
              },
              {
                "name": "at",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "The event time at which it took effect."
              },
              {
                "name": "digest",
                "type": {
                  "type": "fixed",
                  "name": "Digest",
                  "logicalType": "octets",
                  "size": 8
                },
                "doc": "Digest of its content, to see whether it has changed."
              },
              {
                "name": "retracted",
                "type": "boolean",
                "doc": "Whether that revision was withdrawn."
              }
            ]
          }
        },
        "doc": "What a re-fold is compared with."
      },
      {
        "name": "registered",
        "type": {
          "type": "array",
          "items": "ebb.StoredWake"
        },
        "doc": "The wake-ups that stand in the timer index."
      }
    ]
  },
  "SupportContact": {
    "type": "record",
    "namespace": "ebb",
    "name": "SupportContact",
    "doc": "Something that happened in a support case. Topic `support-contacts`; the key is the customer id.",
    "fields": [
      {
        "name": "eventId",
        "type": "string",
        "doc": "Unique within this source; a repeat of it changes nothing."
      },
      {
        "name": "customerId",
        "type": "string",
        "doc": "The customer whose case it is; equal to the key of the record."
      },
      {
        "name": "caseId",
        "type": "string",
        "doc": "The case that this contact belongs to."
      },
      {
        "name": "occurredAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it happened (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "what",
        "type": {
          "type": "enum",
          "name": "ContactWhat",
          "logicalType": "hyphenated",
          "symbols": [
            "other",
            "opened",
            "contacted",
            "transferred",
            "promised",
            "resolved",
            "closed",
            "reopened",
            "notice_given",
            "notice_withdrawn",
            "rating",
            "praise"
          ],
          "default": "other"
        },
        "doc": "What happened. An underscore stands for a hyphen, which Avro symbols cannot hold."
      },
      {
        "name": "kind",
        "type": {
          "type": "enum",
          "name": "CaseKind",
          "logicalType": "hyphenated",
          "symbols": [
            "other",
            "question",
            "complaint",
            "defect",
            "unmet_expectation",
            "service_not_performed",
            "failed_onboarding",
            "payment"
          ],
          "default": "other"
        },
        "default": "other",
        "doc": "What the case is about; it sets how long the case may take."
      },
      {
        "name": "channel",
        "type": [
          "null",
          {
            "type": "enum",
            "namespace": "ebb",
            "name": "Channel",
            "doc": "The way over which a customer and the company met.",
            "symbols": [
              "other",
              "phone",
              "mail",
              "ivr",
              "web",
              "app",
              "chat",
              "sms",
              "post",
              "shop",
              "field"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "How the customer came in touch."
      },
      {
        "name": "desk",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "The desk that holds the case after this contact; at a transfer, the one it goes to."
      },
      {
        "name": "level",
        "type": [
          "null",
          "int"
        ],
        "default": null,
        "doc": "The level of that desk, 1 (first line) to 3 (specialists)."
      },
      {
        "name": "promisedBy",
        "type": [
          "null",
          {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        ],
        "default": null,
        "doc": "For `promised` and `opened`: until when the customer was told that it will be solved."
      },
      {
        "name": "rating",
        "type": [
          "null",
          "int"
        ],
        "default": null,
        "doc": "For `rating`: 1 (worst) to 5."
      },
      {
        "name": "motive",
        "type": [
          "null",
          {
            "type": "enum",
            "namespace": "ebb",
            "name": "Motive",
            "logicalType": "hyphenated",
            "doc": "Why a customer leaves, in the customer's own words. An underscore stands for a hyphen, which Avro symbols cannot hold.",
            "symbols": [
              "other",
              "better_offer",
              "price",
              "payment_difficulty",
              "need_ended",
              "moved",
              "disappointed"
            ],
            "default": "other"
          }
        ],
        "default": null,
        "doc": "For a notice: the reason the customer states."
      },
      {
        "name": "effectiveOn",
        "type": [
          "null",
          {
            "type": "int",
            "logicalType": "date"
          }
        ],
        "default": null,
        "doc": "For `notice-given`: the day on which it takes effect; 30 days later unless stated or configured."
      },
      {
        "name": "important",
        "type": "boolean",
        "default": false,
        "doc": "Whether the service concerned is an important one to this customer."
      },
      {
        "name": "orderId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "The order that the case is about."
      },
      {
        "name": "topic",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "The company's own word for what the case is about, such as `advertising`; never free text about a person."
      }
    ]
  }
};

/** The schemas that stored state may have been written with, oldest first: the first is version 1. */
export const storedSchemas: Readonly<Record<'StoredCustomer' | 'JourneyEntry' | 'OutboxEntry', readonly object[]>> = {
  "StoredCustomer": [
    {
      "type": "record",
      "namespace": "ebb",
      "name": "StoredCustomer",
      "doc": "A customer as stored in Redis: a base, and the facts of the horizon after it, from which the present is folded anew when a late fact comes in.",
      "fields": [
        {
          "name": "base",
          "type": {
            "type": "record",
            "namespace": "ebb",
            "name": "CustomerState",
            "doc": "What the lifecycle knows of a customer up to a point in event time; the shape is that of the domain. Days are counted from 1970-01-01 in the business time zone.",
            "fields": [
              {
                "name": "purchases",
                "type": {
                  "type": "record",
                  "name": "PurchaseHistory",
                  "doc": "The purchase days.",
                  "fields": [
                    {
                      "name": "acquiredDay",
                      "type": [
                        "null",
                        {
                          "type": "int",
                          "logicalType": "date"
                        }
                      ],
                      "default": null,
                      "doc": "The day of the first purchase ever seen; null before any."
                    },
                    {
                      "name": "older",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "OlderDays",
                          "doc": "Counted purchase days that have left the window.",
                          "fields": [
                            {
                              "name": "count",
                              "type": "int",
                              "doc": "How many."
                            },
                            {
                              "name": "firstDay",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The first of them."
                            },
                            {
                              "name": "lastDay",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The last of them."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "What is left of the days before the window."
                    },
                    {
                      "name": "buckets",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "DayBucket",
                          "doc": "One calendar day with purchases or refunds.",
                          "fields": [
                            {
                              "name": "day",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The day."
                            },
                            {
                              "name": "bought",
                              "type": "boolean",
                              "doc": "Whether it saw a purchase; a refund alone opens a bucket too."
                            },
                            {
                              "name": "grossMinor",
                              "type": "long",
                              "doc": "Bought, minor units of the reporting currency."
                            },
                            {
                              "name": "refundedMinor",
                              "type": "long",
                              "doc": "Refunded, minor units of the reporting currency."
                            }
                          ]
                        }
                      },
                      "doc": "Ascending by day, all within the window of the latest event."
                    }
                  ]
                },
                "doc": "RFM in buckets."
              },
              {
                "name": "stage",
                "type": {
                  "type": "enum",
                  "name": "Stage",
                  "logicalType": "hyphenated",
                  "symbols": [
                    "none",
                    "suspect",
                    "prospect",
                    "disqualified",
                    "first_time",
                    "early_repeat",
                    "core",
                    "inactive",
                    "core_defector",
                    "returned",
                    "lost",
                    "abandoned",
                    "erased"
                  ]
                },
                "doc": "The lifecycle stage. An underscore stands for a hyphen, which Avro symbols cannot hold."
              },
              {
                "name": "risk",
                "type": {
                  "type": "enum",
                  "name": "Risk",
                  "symbols": [
                    "steady",
                    "watch",
                    "leaving"
                  ]
                },
                "doc": "The risk of going."
              },
              {
                "name": "lifetime",
                "type": "int",
                "doc": "0 before the first purchase, 1 for the first lifetime, and so on."
              },
              {
                "name": "everCore",
                "type": "boolean",
                "doc": "Whether the customer was ever core."
              },
              {
                "name": "stageSince",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "When the present stage was entered (event time)."
              },
              {
                "name": "stageBefore",
                "type": [
                  "null",
                  "ebb.Stage"
                ],
                "default": null,
                "doc": "The stage left when the customer went; null unless gone."
              },
              {
                "name": "deadlines",
                "type": {
                  "type": "record",
                  "name": "Deadlines",
                  "doc": "Days on which silence speaks; null where it does not.",
                  "fields": [
                    {
                      "name": "fading",
                      "type": [
                        "null",
                        {
                          "type": "int",
                          "logicalType": "date"
                        }
                      ],
                      "default": null,
                      "doc": "Fewer than core's days are left in the window."
                    },
                    {
                      "name": "watch",
                      "type": [
                        "null",
                        {
                          "type": "int",
                          "logicalType": "date"
                        }
                      ],
                      "default": null,
                      "doc": "Risk becomes watch."
                    },
                    {
                      "name": "leaving",
                      "type": [
                        "null",
                        {
                          "type": "int",
                          "logicalType": "date"
                        }
                      ],
                      "default": null,
                      "doc": "Risk becomes leaving."
                    },
                    {
                      "name": "lapse",
                      "type": [
                        "null",
                        {
                          "type": "int",
                          "logicalType": "date"
                        }
                      ],
                      "default": null,
                      "doc": "The customer counts as gone."
                    }
                  ]
                },
                "doc": "Solved at the last purchase."
              },
              {
                "name": "calibrationVersion",
                "type": "int",
                "doc": "The version of the population parameters that solved the deadlines."
              },
              {
                "name": "openAlert",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "OpenAlert",
                    "doc": "The alert that stands.",
                    "fields": [
                      {
                        "name": "recordId",
                        "type": "string",
                        "doc": "Its record id."
                      },
                      {
                        "name": "phase",
                        "type": {
                          "type": "enum",
                          "name": "Phase",
                          "symbols": [
                            "leaving",
                            "gone"
                          ]
                        },
                        "doc": "How far it has come."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The alert that stands, if any."
              },
              {
                "name": "lastLeavingAlertDay",
                "type": [
                  "null",
                  {
                    "type": "int",
                    "logicalType": "date"
                  }
                ],
                "default": null,
                "doc": "The day of the last alert of that phase."
              },
              {
                "name": "lastGoneAlertDay",
                "type": [
                  "null",
                  {
                    "type": "int",
                    "logicalType": "date"
                  }
                ],
                "default": null,
                "doc": "The day of the last alert of that phase."
              },
              {
                "name": "lifetimeRevenueMinor",
                "type": "long",
                "doc": "Net revenue since the present lifetime began, minor units of the reporting currency."
              }
            ]
          },
          "doc": "The state after everything older than the horizon."
        },
        {
          "name": "baseWakes",
          "type": {
            "type": "array",
            "items": {
              "type": "record",
              "name": "StoredWake",
              "doc": "A time at which the silence of a source speaks.",
              "fields": [
                {
                  "name": "source",
                  "type": "int",
                  "doc": "Index of the source."
                },
                {
                  "name": "dueAt",
                  "type": {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  },
                  "doc": "The event time that was asked for."
                }
              ]
            }
          },
          "doc": "The wake-ups that hold in the base."
        },
        {
          "name": "asOf",
          "type": [
            "null",
            {
              "type": "record",
              "name": "StoredPosition",
              "doc": "A place in the order of facts: event time, then source, then id.",
              "fields": [
                {
                  "name": "at",
                  "type": {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  },
                  "doc": "Event time."
                },
                {
                  "name": "source",
                  "type": "int",
                  "doc": "Index of the source; above all of them for the end of the instant."
                },
                {
                  "name": "id",
                  "type": "string",
                  "doc": "Id of the fact."
                }
              ]
            }
          ],
          "default": null,
          "doc": "The last place that the base holds; null where it holds nothing yet."
        },
        {
          "name": "facts",
          "type": {
            "type": "array",
            "items": {
              "type": "record",
              "name": "StoredFact",
              "doc": "A fact of the horizon and the source that said it.",
              "fields": [
                {
                  "name": "source",
                  "type": "int",
                  "doc": "Index of the source."
                },
                {
                  "name": "fact",
                  "type": [
                    {
                      "type": "record",
                      "name": "PurchaseFact",
                      "doc": "A purchase in brief.",
                      "fields": [
                        {
                          "name": "kind",
                          "type": {
                            "type": "enum",
                            "name": "PurchaseFactKind",
                            "symbols": [
                              "purchase"
                            ]
                          },
                          "doc": "Tells the branches apart."
                        },
                        {
                          "name": "id",
                          "type": "string",
                          "doc": "Id of the event."
                        },
                        {
                          "name": "at",
                          "type": {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          },
                          "doc": "Event time."
                        },
                        {
                          "name": "amountMinor",
                          "type": "long",
                          "doc": "Minor units of the reporting currency."
                        },
                        {
                          "name": "categories",
                          "type": {
                            "type": "array",
                            "items": "string"
                          },
                          "doc": "Categories of the lines, without repeats, sorted."
                        }
                      ]
                    },
                    {
                      "type": "record",
                      "name": "RefundFact",
                      "doc": "A refund in brief.",
                      "fields": [
                        {
                          "name": "kind",
                          "type": {
                            "type": "enum",
                            "name": "RefundFactKind",
                            "symbols": [
                              "refund"
                            ]
                          },
                          "doc": "Tells the branches apart."
                        },
                        {
                          "name": "id",
                          "type": "string",
                          "doc": "Id of the event."
                        },
                        {
                          "name": "at",
                          "type": {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          },
                          "doc": "Event time."
                        },
                        {
                          "name": "amountMinor",
                          "type": "long",
                          "doc": "Minor units of the reporting currency."
                        },
                        {
                          "name": "purchaseAt",
                          "type": [
                            "null",
                            {
                              "type": "long",
                              "logicalType": "timestamp-millis"
                            }
                          ],
                          "default": null,
                          "doc": "Event time of the purchase that is refunded, where known."
                        }
                      ]
                    },
                    {
                      "type": "record",
                      "name": "SupportContactFact",
                      "doc": "A support contact in brief.",
                      "fields": [
                        {
                          "name": "kind",
                          "type": {
                            "type": "enum",
                            "name": "SupportContactFactKind",
                            "logicalType": "hyphenated",
                            "symbols": [
                              "support_contact"
                            ]
                          },
                          "doc": "Tells the branches apart."
                        },
                        {
                          "name": "id",
                          "type": "string",
                          "doc": "Id of the event."
                        },
                        {
                          "name": "at",
                          "type": {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          },
                          "doc": "Event time."
                        },
                        {
                          "name": "caseId",
                          "type": "string",
                          "doc": "The case."
                        },
                        {
                          "name": "what",
                          "type": "string",
                          "doc": "What happened."
                        }
                      ]
                    },
                    {
                      "type": "record",
                      "name": "ProfileChangeFact",
                      "doc": "A profile change in brief.",
                      "fields": [
                        {
                          "name": "kind",
                          "type": {
                            "type": "enum",
                            "name": "ProfileChangeFactKind",
                            "logicalType": "hyphenated",
                            "symbols": [
                              "profile_change"
                            ]
                          },
                          "doc": "Tells the branches apart."
                        },
                        {
                          "name": "id",
                          "type": "string",
                          "doc": "Id of the event."
                        },
                        {
                          "name": "at",
                          "type": {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          },
                          "doc": "Event time."
                        },
                        {
                          "name": "what",
                          "type": "string",
                          "doc": "What changed."
                        }
                      ]
                    },
                    {
                      "type": "record",
                      "name": "EngagementFact",
                      "doc": "An engagement in brief.",
                      "fields": [
                        {
                          "name": "kind",
                          "type": {
                            "type": "enum",
                            "name": "EngagementFactKind",
                            "symbols": [
                              "engagement"
                            ]
                          },
                          "doc": "Tells the branches apart."
                        },
                        {
                          "name": "id",
                          "type": "string",
                          "doc": "Id of the event."
                        },
                        {
                          "name": "at",
                          "type": {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          },
                          "doc": "Event time."
                        },
                        {
                          "name": "what",
                          "type": "string",
                          "doc": "What was done or answered."
                        }
                      ]
                    }
                  ],
                  "doc": "The fact."
                }
              ]
            }
          },
          "doc": "The facts after the base, in order."
        },
        {
          "name": "emitted",
          "type": {
            "type": "array",
            "items": {
              "type": "record",
              "name": "EmittedRecord",
              "doc": "A record that was sent for what lies within the horizon.",
              "fields": [
                {
                  "name": "recordId",
                  "type": "string",
                  "doc": "Its id."
                },
                {
                  "name": "recordType",
                  "type": {
                    "type": "enum",
                    "name": "LifecycleRecordType",
                    "symbols": [
                      "LifecycleTransition",
                      "MainDefectorAlert",
                      "AlertClosed"
                    ]
                  },
                  "doc": "Its type."
                },
                {
                  "name": "revision",
                  "type": "int",
                  "doc": "The revision last sent."
                },
                {
                  "name": "at",
                  "type": {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  },
                  "doc": "The event time at which it took effect."
                },
                {
                  "name": "digest",
                  "type": {
                    "type": "fixed",
                    "name": "Digest",
                    "logicalType": "octets",
                    "size": 8
                  },
                  "doc": "Digest of its content, to see whether it has changed."
                },
                {
                  "name": "retracted",
                  "type": "boolean",
                  "doc": "Whether that revision was withdrawn."
                }
              ]
            }
          },
          "doc": "What a re-fold is compared with."
        },
        {
          "name": "registered",
          "type": {
            "type": "array",
            "items": "ebb.StoredWake"
          },
          "doc": "The wake-ups that stand in the timer index."
        }
      ]
    }
  ],
  "JourneyEntry": [
    {
      "type": "record",
      "namespace": "ebb",
      "name": "JourneyEntry",
      "doc": "One line of a customer's journey: a fact in brief, a decision or an action. Stored in Redis, never on a topic.",
      "fields": [
        {
          "name": "at",
          "type": {
            "type": "long",
            "logicalType": "timestamp-millis"
          },
          "doc": "When it happened (event time), milliseconds since 1970-01-01T00:00Z."
        },
        {
          "name": "what",
          "type": "string",
          "doc": "Kind of the fact or type of the record."
        },
        {
          "name": "id",
          "type": "string",
          "doc": "Id of the event or of the record."
        },
        {
          "name": "detail",
          "type": "string",
          "doc": "The rest in brief, for a person to read."
        }
      ]
    }
  ],
  "OutboxEntry": [
    {
      "type": "record",
      "namespace": "ebb",
      "name": "OutboxEntry",
      "doc": "A record that a commit holds and that has yet to be sent. Stored in Redis, never on a topic.",
      "fields": [
        {
          "name": "topic",
          "type": "string",
          "doc": "Where it goes."
        },
        {
          "name": "partition",
          "type": "int",
          "doc": "The partition it goes to."
        },
        {
          "name": "key",
          "type": "bytes",
          "doc": "The record's key."
        },
        {
          "name": "value",
          "type": "bytes",
          "doc": "The record's value, in the wire format."
        },
        {
          "name": "recordType",
          "type": "string",
          "doc": "The record's type, such as MainDefectorAlert."
        },
        {
          "name": "recordId",
          "type": "string",
          "doc": "The record's id, without the revision."
        },
        {
          "name": "revision",
          "type": "int",
          "doc": "The record's revision."
        },
        {
          "name": "epoch",
          "type": "int",
          "doc": "The epoch of the task that wrote it."
        },
        {
          "name": "sequence",
          "type": "long",
          "doc": "Its number among all that this source partition sends to that destination partition."
        }
      ]
    }
  ]
};
