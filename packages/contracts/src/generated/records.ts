// Written by `pnpm --filter @ebb/contracts generate` from schemas/*.avsc; change those instead.
import type { DayBuckets } from '@ebb/domain';

/** It costs more to keep this customer than the customer brings, twice: a manager may approve to end it. Topic `customer-alerts`. */
export interface AbandonmentProposed {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** Of twelve months, minor units of the reporting currency. */
  readonly marginMinor: number;
  /** Of the same twelve months. */
  readonly costToServeMinor: number;
  /** What referrals add. */
  readonly psychologicalValueMinor: number;
  /** In plain English. */
  readonly explanation: string;
  /** The same in French. */
  readonly explanationFr: string;
}

/** An action is not to be done any more. Topic `retention-actions`. One whose alert is retracted is retracted itself. */
export interface ActionCalledOff {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** The action. */
  readonly actionId: string;
  /** Why. One of: alert-closed, superseded, expired, concluded. */
  readonly reason: string;
  /** In plain English. */
  readonly detail: string;
}

/** What came of an action. Topic `customer-alerts`. */
export interface ActionOutcome {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** The action. */
  readonly actionId: string;
  /** One of: action-sent, delivered, answered, outcome, opted-out, suppressed, held-out. */
  readonly what: string;
  /** For `outcome`. One of: other, accepted, refused, call-back, not-reached, solved, wrong-number. */
  readonly outcome: string | null;
  /** Of a refusal. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed. */
  readonly motive: string | null;
  /** When the customer asked to be called. */
  readonly callBackAt: number | null;
}

/** A decision not to act on an alert, and why. Topic `retention-actions`. */
export interface ActionWithheld {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** Record id of the alert. */
  readonly alertId: string;
  /** Why. One of: held-out, nothing-right, open-action, no-contact. */
  readonly reason: string;
  /** What would have been done; empty where nothing was right. */
  readonly kind: string;
  /** Name of the rule of the policy. */
  readonly rule: string;
  /** One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** One of: leaving, gone, abandoned. */
  readonly phase: string;
  /** The causes of the alert, ranked. */
  readonly causes: readonly string[];
  /** Size by revenue as of the last purchase. One of: small, medium, large. */
  readonly pmg: string | null;
  /** In plain English. */
  readonly detail: string;
  /** The version of the policy in force: a digest of it. */
  readonly policyVersion: string;
}

/** Why a customer leaves, with what a person can check it by. */
export interface AlertCause {
  /** One of: better-offer, price, payment-difficulty, need-ended, moved, defect-not-fixed, service-not-performed, bounced, failed-onboarding, disappointed, boredom, over-solicited, unknown. */
  readonly cause: string;
  /** How it is known, the strongest first. One of: stated, open, closed, pattern, none. */
  readonly proof: string;
  /** When it was stated or shown; of a pattern, the time of the alert. */
  readonly at: number;
  /** The case that proves it. */
  readonly caseId: string | null;
  /** The figures that it rests on, in English. */
  readonly detail: string;
  /** The same in French. */
  readonly detailFr: string;
  /** Ids of the events that it rests on. */
  readonly restsOn: readonly string[];
}

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
  /** Why. One of: false-alarm, returned, purchased, escalated, incident-over, notice-withdrawn, lost, abandoned, erased. */
  readonly reason: string;
}

/** Why an alert was raised, as data. */
export interface AlertEvidence {
  /** Null for who has never bought, and while no calibration is accepted. */
  readonly silence: SilenceEvidence | null;
  /** Null where no case has points. */
  readonly incidents: IncidentEvidence | null;
  /** Null where no notice stands. */
  readonly notice: NoticeEvidence | null;
  /** Null where there is none. */
  readonly payments: PaymentEvidence | null;
}

/** What the purchases say at the time of the alert. */
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
  /** P(alive) of the MBG/NBD model; it sets deadlines, it is not the chance of return. */
  readonly pAlive: number;
  /** The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke. */
  readonly pAliveThreshold: number | null;
  /** The chance of a purchase within 180 days if nothing is done. */
  readonly pBuysWithin180Days: number;
  /** What that chance rests on, the weightiest first; none where no learnt score ranks customers. */
  readonly chanceReasons: readonly ChanceReason[];
  /** 1 (long ago) to 5. */
  readonly recencyScore: number;
  /** 1 (seldom) to 5. */
  readonly frequencyScore: number;
  /** 1 (little) to 5. */
  readonly monetaryScore: number;
  /** Size of the customer by revenue. One of: small, medium, large. */
  readonly pmg: string;
}

/** What raises or lowers the chance that a customer buys, as the learnt score has it. */
export interface ChanceReason {
  /** What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness. */
  readonly feature: string;
  /** Added to the log-odds of somebody average in everything: above 0 speaks for buying. */
  readonly contribution: number;
  /** In English. */
  readonly detail: string;
  /** The same in French. */
  readonly detailFr: string;
}

/** The cases that speak. */
export interface IncidentEvidence {
  /** The greatest of the cases' points, those of closed ones decayed. */
  readonly points: number;
  /** The strongest first, at most 5. */
  readonly cases: readonly CaseEvidence[];
}

/** A support case that speaks. */
export interface CaseEvidence {
  /** The case. */
  readonly caseId: string;
  /** What it is about. One of: other, question, complaint, defect, unmet-expectation, service-not-performed, failed-onboarding, payment. */
  readonly caseKind: string;
  /** Whether the service concerned is an important one to this customer. */
  readonly important: boolean;
  /** When it was opened. */
  readonly openedAt: number;
  /** Until when it was to be solved. */
  readonly dueAt: number;
  /** Whether that was promised to the customer. */
  readonly promised: boolean;
  /** When it was closed; null while it is open. */
  readonly closedAt: number | null;
  /** Transfers to the same or a lower level. */
  readonly sidewaysTransfers: number;
  /** When its delay was first missed. */
  readonly missedAt: number | null;
  /** When it was first bounced between desks. */
  readonly bouncedAt: number | null;
  /** When it was first reopened soon after its closing. */
  readonly reopenedAt: number | null;
  /** Whether it was at its opening one case too many in a short time. */
  readonly oneTooMany: boolean;
  /** Its incident points at the time of the alert. */
  readonly points: number;
  /** Ids of the contacts that opened it or gave it points; of one case too many, also of those that opened the others. */
  readonly restsOn: readonly string[];
}

/** Notice given. */
export interface NoticeEvidence {
  /** Id of the contact. */
  readonly eventId: string;
  /** When. */
  readonly givenAt: number;
  /** The day on which it takes effect. */
  readonly effectiveDay: number;
  /** As the customer states it. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed. */
  readonly motive: string | null;
}

/** Trouble with paying. */
export interface PaymentEvidence {
  /** Those that are open. */
  readonly unpaidInvoices: readonly UnpaidInvoiceEvidence[];
  /** Of the last 60 days. */
  readonly failedPayments: number;
}

/** An invoice past its due day. */
export interface UnpaidInvoiceEvidence {
  /** The invoice. */
  readonly invoiceId: string;
  /** Id of the profile change. */
  readonly eventId: string;
  /** The day it was due. */
  readonly dueDay: number;
}

/** Population parameters of one version, and where they come from. Topic `calibrations`, key `calibration/<version>`; all versions are kept. */
export interface Calibration {
  /** One more than its predecessor. */
  readonly version: number;
  /** The version before; 0 for none. */
  readonly predecessor: number;
  /** The event time from which it holds, for customers who buy from then on. */
  readonly effectiveFrom: number;
  /** Wall clock. */
  readonly fittedAt: number;
  /** What holds. */
  readonly parameters: PopulationParameters;
  /** What it rests on. */
  readonly data: CalibrationData;
  /** How well it fits. */
  readonly fit: CalibrationFit;
}

/** What is known of customers as a whole. */
export interface PopulationParameters {
  /** How customers buy and drop out. */
  readonly rhythm: RhythmParameters;
  /** What they spend on a purchase day; null where it could not be fitted. */
  readonly spend: SpendParameters | null;
  /** Small, medium and large customers. */
  readonly pmgEdges: PmgEdges;
  /** Scores of recency, frequency and monetary value. */
  readonly rfmEdges: RfmEdges;
  /** The least silence, in days, after which a core customer counts as gone by own data; null where they do not tell. */
  readonly goneDaysMin: number | null;
  /** From the predicted to the observed chance to buy within 180 days; null where there is too little to compare. */
  readonly returnTable: IsotonicTable | null;
  /** Null where the chance to buy within 180 days itself ranks. */
  readonly ranking: Ranking | null;
}

/** MBG/NBD (Batislam, Denizel & Filiztekin 2007); the unit of time is a week. */
export interface RhythmParameters {
  /** Shape of the purchase rates. */
  readonly r: number;
  /** Rate of the purchase rates, weeks. */
  readonly alpha: number;
  /** Of the chance to drop out at a purchase. */
  readonly a: number;
  /** Of the chance to drop out at a purchase. */
  readonly b: number;
}

/** Gamma-gamma (Fader & Hardie 2013). */
export interface SpendParameters {
  /** Shape of a customer's days. */
  readonly p: number;
  /** Shape of the customers. */
  readonly q: number;
  /** Scale, minor units of the reporting currency. */
  readonly gammaMinor: number;
}

/** Least window revenue, minor units. */
export interface PmgEdges {
  /** Of a medium customer. */
  readonly medium: number;
  /** Of a large customer. */
  readonly large: number;
}

/** Four ascending edges between five scores each. */
export interface RfmEdges {
  /** Of minus the days since the last purchase. */
  readonly recency: readonly number[];
  /** Of purchase days in the window. */
  readonly frequency: readonly number[];
  /** Of window revenue, minor units. */
  readonly monetary: readonly number[];
}

/** Rises from left to right; between two points it is a straight line, outside it stays. */
export interface IsotonicTable {
  /** Ascending. */
  readonly predicted: readonly number[];
  /** Never falling; as many. */
  readonly observed: readonly number[];
}

/** What orders customers by how likely they are to buy, and the chance that goes with each place. */
export interface Ranking {
  /** The learnt score that ranks; null where the rhythm's expected purchases E of 180 days do, as 1 − e^−E. */
  readonly score: LearntScore | null;
  /** From the rank to the chance to buy within 180 days. */
  readonly chances: IsotonicTable;
}

/** A logistic regression: log-odds of a purchase within some days, linear in standardised features; what is not known of a customer counts as the mean. */
export interface LearntScore {
  /** Days within which a purchase was looked for. */
  readonly labelDays: number;
  /** Days back to which single purchase days are looked at. */
  readonly lookBackDays: number;
  /** Log-odds of somebody average in everything. */
  readonly intercept: number;
  /** One for each feature. */
  readonly terms: readonly ScoreTerm[];
}

/** One feature. */
export interface ScoreTerm {
  /** What is looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness. */
  readonly feature: string;
  /** Over the customers that it was learnt from. */
  readonly mean: number;
  /** Standard deviation over them; above 0. */
  readonly deviation: number;
  /** Added to the log-odds for each deviation above the mean. */
  readonly weight: number;
}

/** What it rests on: the customers in Redis, as of the end of a day. */
export interface CalibrationData {
  /** Facts after it were not looked at. */
  readonly asOfDay: number;
  /** Who has bought, and is not contractual, lost or erased. */
  readonly customers: number;
  /** Of these, who bought on two days or more. */
  readonly repeaters: number;
  /** Days since the first purchase of all. */
  readonly spanDays: number;
  /** Distinct (x, tx, T) among them. */
  readonly points: number;
  /** Who has bought within the window: the edges are of these. */
  readonly activeCustomers: number;
  /** Who had bought before the horizon of the table began, and so can be held against what came; 0 without a table. */
  readonly tableCustomers: number;
}

/** How well it fits. */
export interface CalibrationFit {
  /** At the maximum. */
  readonly rhythmLogLikelihood: number;
  /** Of the search. */
  readonly rhythmIterations: number;
  /** Null without a model of spend. */
  readonly spendLogLikelihood: number | null;
  /** Who was expected to buy within the horizon of the table by the rhythm alone, over who did; null without a table. */
  readonly expectedShare: number | null;
  /** Why no learnt score ranks customers, but the rhythm; null where one does. */
  readonly scoreDropped: string | null;
  /** Null where none could be tried. Trials of earlier versions count too in the judgement, be their scores used or not. */
  readonly scoreTrial: ScoreTrial | null;
}

/** How a score, learnt from what had been known 56 days before, ranked who has bought since, less how the rhythm's expected purchases did. */
export interface ScoreTrial {
  /** The last day that was known. */
  readonly asOfDay: number;
  /** Who was ranked. */
  readonly customers: number;
  /** Over all of them. */
  readonly all: AucDifference;
  /** Over those with at least 4 purchase days; null where they are too few to tell. */
  readonly core: AucDifference | null;
}

/** By how much the area under one ROC curve is greater than that under another, of the same customers (DeLong, DeLong & Clarke-Pearson 1988). */
export interface AucDifference {
  /** Above 0: the score ranks better. */
  readonly difference: number;
  /** Of the difference. */
  readonly standardError: number;
}

/** A fit that is not used: it failed, or moved beyond the bounds of the configuration. The last good one stays. Topic `calibrations`, key `refused/<date>`. */
export interface CalibrationRefused {
  /** The version that stays; 0 for none. */
  readonly predecessor: number;
  /** Wall clock. */
  readonly fittedAt: number;
  /** Why not, a sentence each. */
  readonly reasons: readonly string[];
  /** What was found; null where nothing was. */
  readonly parameters: PopulationParameters | null;
  /** What it rests on. */
  readonly data: CalibrationData;
}

/** Whether, how and when a customer may be contacted. */
export interface Contactability {
  /** At most one per channel. */
  readonly consents: readonly ChannelConsent[];
  /** Channels that are barred, whatever the consents say. */
  readonly doNotContact: readonly DoNotContactMark[];
  /** IANA name; null where unknown. */
  readonly timeZone: string | null;
  /** BCP 47 tag; null where unknown. */
  readonly language: string | null;
}

/** The last word on a channel. */
export interface ChannelConsent {
  /** The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field. */
  readonly channel: string | null;
  /** Whether contact is allowed. */
  readonly granted: boolean;
  /** When it was given or withdrawn. */
  readonly at: number;
  /** Where and how it was given: its proof. */
  readonly source: string | null;
}

/** A channel on which the customer must not be contacted. */
export interface DoNotContactMark {
  /** The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field. */
  readonly channel: string | null;
  /** Since when. */
  readonly at: number;
}

/** How a customer may be contacted, as it holds from now on. Topics `customer-alerts` and, forwarded while it matters, `retention-actions`. */
export interface ContactabilityChanged {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** All of it. */
  readonly contactability: Contactability;
}

/** What the lifecycle knows of a customer up to a point in event time; the shape is that of the domain. Days are counted from 1970-01-01 in the business time zone. */
export interface CustomerState {
  /** RFM in buckets. */
  readonly purchases: PurchaseHistory;
  /** Null before the first contact. */
  readonly contacts: CustomerContacts | null;
  /** Null before the first profile change that is kept. */
  readonly profile: CustomerProfile | null;
  /** Null before the first engagement. */
  readonly engagements: CustomerEngagements | null;
  /** The lifecycle stage. An underscore stands for a hyphen, which Avro symbols cannot hold. */
  readonly stage: Stage;
  /** The risk of going. */
  readonly risk: Risk;
  /** By silence or fading. */
  readonly silenceRisk: Risk;
  /** By incidents, and payments of contractual customers. */
  readonly incidentRisk: Risk;
  /** Beside the stage. */
  readonly advocacy: Advocacy;
  /** 0 before the first purchase, 1 for the first lifetime, and so on. */
  readonly lifetime: number;
  /** Whether the customer was ever core. */
  readonly everCore: boolean;
  /** When the present stage was entered (event time). */
  readonly stageSince: number;
  /** The stage left when the customer went; null unless gone. */
  readonly stageBefore: Stage | null;
  /** What made the customer go; null unless inactive or core-defector. */
  readonly goneBy: AlertTrigger | null;
  /** Solved at the last purchase. */
  readonly deadlines: Deadlines;
  /** The version of the population parameters that solved the deadlines. */
  readonly calibrationVersion: number;
  /** The alert that stands, if any. */
  readonly openAlert: OpenAlert | null;
  /** Those that keep the next from being raised. */
  readonly pastAlerts: readonly PastAlert[];
  /** Null while it does not. */
  readonly abandonment: Abandonment | null;
  /** Net revenue since the present lifetime began, minor units of the reporting currency. */
  readonly lifetimeRevenueMinor: number;
  /** Id of the event of the last purchase. */
  readonly lastPurchaseId: string | null;
}

/** The purchase days. */
export interface PurchaseHistory {
  /** The day of the first purchase ever seen; null before any. */
  readonly acquiredDay: number | null;
  /** What is left of the days before the window. */
  readonly older: OlderDays | null;
  /** The days with purchases or refunds, ascending, all within the window of the latest event: what was bought and refunded on each, in minor units of the reporting currency, packed as packages/domain/src/purchases/day-buckets.ts says. */
  readonly buckets: DayBuckets;
  /** The latest days whose categories are known, ascending, at most 16. */
  readonly categoryDays: readonly CategoryDay[];
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

/** What a purchase day was about. */
export interface CategoryDay {
  /** The day. */
  readonly day: number;
  /** Without repeats, sorted. */
  readonly categories: readonly string[];
}

/** What support contacts have left behind. */
export interface CustomerContacts {
  /** Open ones, and closed ones as long as they matter. */
  readonly cases: readonly CustomerCase[];
  /** When a case was last closed, be it kept or not; null where none ever was. */
  readonly lastClosedAt: number | null;
  /** Null where none stands. */
  readonly notice: CustomerNotice | null;
  /** The last one. */
  readonly rating: CustomerRating | null;
  /** When praise came last. */
  readonly lastPraiseAt: number | null;
  /** Days of the contacts of the last year, one entry a contact. */
  readonly contactDays: readonly number[];
}

/** A support case. */
export interface CustomerCase {
  /** The case. */
  readonly caseId: string;
  /** What it is about. */
  readonly caseKind: CaseKind;
  /** Whether the service concerned is an important one. */
  readonly important: boolean;
  /** When it was opened. */
  readonly openedAt: number;
  /** From when its delay counts: its opening, or the last reopening. */
  readonly delayFrom: number;
  /** Until when it is to be solved. */
  readonly dueAt: number;
  /** Whether that was promised. */
  readonly promised: boolean;
  /** When it was last resolved or closed; null while it is open. */
  readonly closedAt: number | null;
  /** Desks that have had it, in order of first sight. */
  readonly desks: readonly string[];
  /** Level of the desk that has it. */
  readonly level: number | null;
  /** Transfers to the same or a lower level. */
  readonly sidewaysTransfers: number;
  /** When a delay was first missed. */
  readonly missedAt: number | null;
  /** When it was first bounced. */
  readonly bouncedAt: number | null;
  /** When it was first reopened soon after its closing. */
  readonly reopenedAt: number | null;
  /** Whether it was one case too many at its opening. */
  readonly oneTooMany: boolean;
  /** Ids of the contacts that opened it or gave it points. */
  readonly restsOn: readonly string[];
}

/** What a support case is about. */
export type CaseKind = 'other' | 'question' | 'complaint' | 'defect' | 'unmet-expectation' | 'service-not-performed' | 'failed-onboarding' | 'payment';

/** Notice given. */
export interface CustomerNotice {
  /** Id of the contact. */
  readonly eventId: string;
  /** When. */
  readonly givenAt: number;
  /** The day on which it takes effect. */
  readonly effectiveDay: number;
  /** As the customer states it. */
  readonly motive: Motive | null;
}

/** Why a customer leaves, in the customer's own words. An underscore stands for a hyphen, which Avro symbols cannot hold. */
export type Motive = 'other' | 'better-offer' | 'price' | 'payment-difficulty' | 'need-ended' | 'moved' | 'disappointed';

/** A rating. */
export interface CustomerRating {
  /** Id of the contact. */
  readonly eventId: string;
  /** When. */
  readonly at: number;
  /** 1 (worst) to 5. */
  readonly rating: number;
}

/** What profile changes say. */
export interface CustomerProfile {
  /** At most one per channel. */
  readonly consents: readonly CustomerConsent[];
  /** At most one per channel. */
  readonly doNotContact: readonly CustomerDoNotContact[];
  /** IANA name. */
  readonly timeZone: string | null;
  /** BCP 47 tag. */
  readonly language: string | null;
  /** Whether silence can mean leaving. */
  readonly relationship: Relationship;
  /** Declared, 0 to 100. */
  readonly shareOfWalletPercent: number | null;
  /** Of the last two years. */
  readonly referrals: readonly CustomerReferral[];
  /** Declared. */
  readonly partner: boolean;
  /** Those that are open. */
  readonly unpaidInvoices: readonly CustomerInvoice[];
  /** Of the last 60 days. */
  readonly failedPayments: readonly CustomerFailedPayment[];
  /** Whether the law forbids to abandon this customer. */
  readonly legalBar: boolean;
  /** Why this customer cannot come back. */
  readonly loss: LossReason | null;
}

/** The last word on a channel. */
export interface CustomerConsent {
  /** Null means every one. */
  readonly channel: Channel | null;
  /** Whether contact is allowed. */
  readonly granted: boolean;
  /** Since when. */
  readonly at: number;
  /** Where and how: its proof. */
  readonly source: string | null;
}

/** The way over which a customer and the company met. */
export type Channel = 'other' | 'phone' | 'mail' | 'ivr' | 'web' | 'app' | 'chat' | 'sms' | 'post' | 'shop' | 'field';

/** A barred channel. */
export interface CustomerDoNotContact {
  /** Null means every one. */
  readonly channel: Channel | null;
  /** Since when. */
  readonly at: number;
}

/** Whether silence can mean leaving, or only the end of a contract. */
export type Relationship = 'transactional' | 'contractual';

/** A customer who came by this one. */
export interface CustomerReferral {
  /** Id of the profile change. */
  readonly eventId: string;
  /** When. */
  readonly at: number;
  /** Who came. */
  readonly customerId: string;
}

/** An unpaid invoice. */
export interface CustomerInvoice {
  /** The invoice. */
  readonly invoiceId: string;
  /** Id of the profile change. */
  readonly eventId: string;
  /** The day it was due. */
  readonly dueDay: number;
}

/** A payment that failed. */
export interface CustomerFailedPayment {
  /** Id of the profile change. */
  readonly eventId: string;
  /** When. */
  readonly at: number;
}

/** Why a customer cannot come back. */
export type LossReason = 'other' | 'closed' | 'bankrupt' | 'moved-away' | 'deceased';

/** What was done to a customer, and what came of it. */
export interface CustomerEngagements {
  /** The commercial contacts of the last weeks. */
  readonly commercialContacts: readonly CustomerCommercialContact[];
  /** Commercial contacts since the last answer. */
  readonly unanswered: number;
  /** The last one. */
  readonly optedOut: CustomerOptOut | null;
  /** The last one. */
  readonly lastDelivered: CustomerAction | null;
  /** The last one. */
  readonly statedMotive: CustomerMotive | null;
}

/** Something sent to sell. */
export interface CustomerCommercialContact {
  /** Id of the engagement. */
  readonly eventId: string;
  /** When. */
  readonly at: number;
}

/** An opt-out. */
export interface CustomerOptOut {
  /** Id of the engagement. */
  readonly eventId: string;
  /** When. */
  readonly at: number;
}

/** An action that reached the customer. */
export interface CustomerAction {
  /** The action. */
  readonly actionId: string;
  /** When. */
  readonly at: number;
}

/** A motive stated at a refusal. */
export interface CustomerMotive {
  /** Id of the engagement. */
  readonly eventId: string;
  /** When. */
  readonly at: number;
  /** The motive. */
  readonly motive: Motive;
}

export type Stage = 'none' | 'suspect' | 'prospect' | 'disqualified' | 'first-time' | 'early-repeat' | 'core' | 'inactive' | 'core-defector' | 'returned' | 'lost' | 'abandoned' | 'erased';

export type Risk = 'steady' | 'watch' | 'leaving';

export type Advocacy = 'none' | 'adept' | 'ambassador' | 'partner';

export type AlertTrigger = 'silence' | 'incident' | 'payment' | 'notice' | 'contract-ended';

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
  /** The lapse would have been due so long before it could be judged that it alerts nobody any more. */
  readonly isLapseOverdue: boolean;
  /** While no calibration is in force: when it is asked again whether one is. */
  readonly learning: number | null;
}

/** The alert that stands. */
export interface OpenAlert {
  /** Its record id. */
  readonly recordId: string;
  /** How far it has come. */
  readonly phase: Phase;
  /** What made it speak. */
  readonly trigger: AlertTrigger;
}

export type Phase = 'leaving' | 'gone';

/** When a phase was last alerted for a cause. */
export interface PastAlert {
  /** The phase. */
  readonly phase: Phase;
  /** The first of its causes. */
  readonly cause: CauseName;
  /** What made it speak. */
  readonly trigger: AlertTrigger;
  /** The day. */
  readonly day: number;
}

export type CauseName = 'better-offer' | 'price' | 'payment-difficulty' | 'need-ended' | 'moved' | 'defect-not-fixed' | 'service-not-performed' | 'bounced' | 'failed-onboarding' | 'disappointed' | 'boredom' | 'over-solicited' | 'unknown';

/** It costs more to keep this customer than the customer brings. */
export interface Abandonment {
  /** The day on which it was first so. */
  readonly since: number;
  /** Whether it was proposed to a manager. */
  readonly proposed: boolean;
}

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

/** What became of a customer whom the policy acted on, or held out to compare with, within 180 days of the alert. Topic `retention-actions`. */
export interface EffectMeasured {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When the 180 days were over (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** `<customer>@effect@<alert>`. */
  readonly causeId: string;
  /** Record id of the alert that was decided on. */
  readonly alertId: string;
  /** What was done, or would have been. One of: proactive-retention, reactive-retention, service-recovery, win-back, farewell, approval. */
  readonly kind: string;
  /** Name of the rule of the policy. */
  readonly rule: string;
  /** At the alert. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** One of: leaving, gone, abandoned. */
  readonly phase: string;
  /** Size by revenue as of the last purchase. One of: small, medium, large. */
  readonly pmg: string | null;
  /** The version of the policy that decided: a digest of it. */
  readonly policyVersion: string;
  /** By the draw, whatever was sent in the end. One of: acted, held-out. */
  readonly group: string;
  /** As what an alert of the customer was closed first, or away where none was. One of: purchased, returned, false-alarm, away, lost, abandoned. */
  readonly outcome: string;
  /** When that was (event time); null for who is away. */
  readonly outcomeAt: number | null;
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
  /** For `suppressed` and `held-out`: why it was not sent, such as backfill. */
  readonly detail: string | null;
}

/** What was done to a customer, or answered. */
export type EngagementWhat = 'other' | 'action-sent' | 'campaign-sent' | 'delivered' | 'answered' | 'outcome' | 'opted-out' | 'suppressed' | 'held-out';

/** What came of an action. */
export type Outcome = 'other' | 'accepted' | 'refused' | 'call-back' | 'not-reached' | 'solved' | 'wrong-number';

/** One line of a customer's journey: a fact in brief, a decision or an action. Stored in Redis, never on a topic. */
export interface JourneyEntry {
  /** When it happened (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Kind of the fact or type of the record; `T` for `LifecycleTransition`. */
  readonly what: string;
  /** Id of the event or of the record. */
  readonly id: string;
  /** The rest in brief, for a person to read. */
  readonly detail: string;
}

/** How many customers of one partition stand where, and what flowed, counted within the commits. Topic `lifecycle-census`. Counts sum over the partitions; shares follow from the sums. */
export interface LifecycleCensus {
  /** The service that counts. */
  readonly service: string;
  /** The source partition counted. */
  readonly partition: number;
  /** Event time that all counts stand for. */
  readonly at: number;
  /** Those with anybody. */
  readonly stages: readonly StageCount[];
  /** Those that ever were. */
  readonly flows: readonly StageFlow[];
}

/** One lifecycle stage that somebody is at, or ever was. */
export interface StageCount {
  /** One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** Who stands there. */
  readonly customers: number;
  /** Their revenue in the window as of their last purchase. */
  readonly revenueMinor: number;
  /** Revenue per customer in the window, minor units; null with nobody there. */
  readonly arpuMinor: number | null;
  /** Times that somebody entered the stage since the beginning, net of retractions. */
  readonly entered: number;
  /** Times that somebody left it. */
  readonly left: number;
  /** Of all stays at the stage, the share that ended by going away: inactive, core-defector, lost, abandoned, disqualified or erased. */
  readonly attrition: number;
  /** The rest: still there, or gone on to another stage of those who buy. */
  readonly retention: number;
}

/** From one stage to another. */
export interface StageFlow {
  /** One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly fromStage: string;
  /** One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly toStage: string;
  /** Since the beginning, net of retractions. */
  readonly count: number;
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
  /** Beside the stage, after the transition. One of: none, adept, ambassador, partner. */
  readonly advocacy: string;
  /** The lifetime after: 1 for the first, 2 after a return, and so on. */
  readonly lifetime: number;
  /** Why. One of: lead, first-purchase, repeat-purchase, core-test, purchase, silence, fading, return, false-alarm, incident, incident-over, payment, notice, notice-withdrawn, notice-effective, contract-ended, relationship, advocacy, lost, abandoned, erased. */
  readonly reason: string;
  /** Of a return: whether within 90 days after a delivered action. An effect is claimed only against the hold-out. */
  readonly wonBack: boolean;
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
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** How far it has come. One of: leaving, gone. */
  readonly phase: string;
  /** What made it speak. One of: silence, incident, payment, notice, contract-ended. */
  readonly trigger: string;
  /** The stage that the alert finds the customer in. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** The customer's lifetime: 1 for the first, 2 after a return, and so on. */
  readonly lifetime: number;
  /** One of: transactional, contractual. */
  readonly relationship: string;
  /** One of: none, adept, ambassador, partner. */
  readonly advocacy: string;
  /** Ranked, the strongest first; `unknown` alone where nothing is known. */
  readonly causes: readonly AlertCause[];
  /** Causes for which there is too little to tell. */
  readonly notAssessable: readonly string[];
  /** Why, as data. */
  readonly evidence: AlertEvidence;
  /** Size by revenue as of the last purchase. One of: small, medium, large. */
  readonly pmg: string | null;
  /** What may be lost, or won back, a year; minor units of the reporting currency. */
  readonly valueAtStakeMinor: number | null;
  /** Whether a support case is open: it is solved before anything is sold. */
  readonly openCase: boolean;
  /** As known at the time of the alert. */
  readonly contactability: Contactability;
  /** The version of the population parameters in force; 0 for none. */
  readonly calibrationVersion: number;
  /** The version of the rules in force: a digest of them. */
  readonly rulesVersion: string;
  /** Ids of the events that it rests on; the last purchase among them. */
  readonly restsOn: readonly string[];
  /** Why, in plain English. */
  readonly explanation: string;
  /** The same in French. */
  readonly explanationFr: string;
}

/** Carries a watermark and nothing else: the input of this partition is complete up to that event time. */
export interface Marker {
  /** The service or replayer that vouches for it. */
  readonly source: string;
  /** The partition that the marker was written to. */
  readonly partition: number;
  /** Event time up to which the partition is complete, milliseconds since 1970-01-01T00:00Z. */
  readonly watermark: number;
  /** When it was made, by the wall clock; of one that is passed on, the earliest of those that it rests on. Null where whoever made it does not say. */
  readonly madeAt: number | null;
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
  /** Headers of the record besides those of every record. */
  readonly headers: readonly OutboxHeader[];
}

/** One header. */
export interface OutboxHeader {
  /** Its name. */
  readonly key: string;
  /** Its text. */
  readonly value: string;
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

/** What changed in a profile. */
export type ProfileWhat = 'other' | 'lead-captured' | 'lead-qualified' | 'lead-disqualified' | 'consent' | 'do-not-contact' | 'time-zone' | 'language' | 'relationship' | 'contract-ended' | 'share-of-wallet' | 'referral' | 'partner' | 'invoice-unpaid' | 'invoice-paid' | 'payment-failed' | 'legal-bar' | 'abandonment-approved' | 'lost' | 'erasure-requested';

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

/** What is to be done about a customer, and why. Topic `retention-actions`. */
export interface RetentionAction {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** Stands for the action in everything that comes of it: the record id. An action that is retracted and comes back keeps it. */
  readonly actionId: string;
  /** Record id of the alert, or of the transition, that asks for it. */
  readonly alertId: string;
  /** One of: proactive-retention, reactive-retention, service-recovery, win-back, farewell, approval. */
  readonly kind: string;
  /** Name of the rule of the policy. */
  readonly rule: string;
  /** One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** One of: leaving, gone, abandoned. */
  readonly phase: string;
  /** What made it speak. One of: silence, incident, payment, notice, contract-ended, abandonment. */
  readonly trigger: string;
  /** The causes of the alert, ranked. */
  readonly causes: readonly string[];
  /** Size by revenue as of the last purchase. One of: small, medium, large. */
  readonly pmg: string | null;
  /** The skill that is needed: the call-centre queue, or the topic of a campaign. */
  readonly queue: string;
  /** Level of the desk, 1 to 3. */
  readonly deskLevel: number;
  /** One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field. */
  readonly channel: string;
  /** Whether it sells; commercial contacts count as contact pressure and need no objection. */
  readonly commercial: boolean;
  /** What has to hold when it is sent. One of: none (a legal duty or an answer that was asked for), not-refused, proved-opt-in. */
  readonly consentNeeded: string;
  /** Null where nothing may be offered. */
  readonly offer: ActionOffer | null;
  /** In plain words. */
  readonly elements: ActionElements;
  /** What must not be said or offered, in plain words. */
  readonly avoid: readonly string[];
  /** The same in French. */
  readonly avoidFr: readonly string[];
  /** Until when it is to be done. */
  readonly dueAt: number;
  /** When it is of no use any more. */
  readonly expiresAt: number;
  /** Of the alert. */
  readonly valueAtStakeMinor: number | null;
  /** Value at stake × (success with it − success without), minor units of the reporting currency; orders the queues. */
  readonly expectedGainMinor: number;
  /** The chance of a purchase within 180 days if nothing is done; null where something else than silence spoke. */
  readonly pBuysWithin180Days: number | null;
  /** What that chance rests on, the weightiest first; none where no learnt score ranks customers. */
  readonly chanceReasons: readonly ChanceReason[];
  /** As known when it was decided; changes follow as ContactabilityChanged. */
  readonly contactability: Contactability;
  /** Why this and not another, in plain English. */
  readonly reason: string;
  /** The same in French. */
  readonly reasonFr: string;
  /** Of the alert, in plain English. */
  readonly explanation: string;
  /** The same in French. */
  readonly explanationFr: string;
  /** Ids of the events that the alert rests on. */
  readonly restsOn: readonly string[];
  /** The version of the policy in force: a digest of it. */
  readonly policyVersion: string;
}

/** What may be offered, and how far. */
export interface ActionOffer {
  /** One of: discount, voucher, gift, service, substitute, payment-plan. */
  readonly kind: string;
  /** Where to begin, minor units of the reporting currency; 0 where it has no price. */
  readonly startMinor: number;
  /** Never worth more than this, minor units of the reporting currency. */
  readonly limitMinor: number;
}

/** How it is done. A win-back carries all three; empty strings where nothing is to be said. */
export interface ActionElements {
  /** The element that leads, as it was hurt. One of: distributive, procedural, interactional, or empty. */
  readonly leading: string;
  /** What the customer gets. */
  readonly distributive: string;
  /** The same in French. */
  readonly distributiveFr: string;
  /** How it is handled. */
  readonly procedural: string;
  /** The same in French. */
  readonly proceduralFr: string;
  /** Who speaks, and how. */
  readonly interactional: string;
  /** The same in French. */
  readonly interactionalFr: string;
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

/** A customer who is not core is leaving or gone by an incident or notice, with ranked causes and the evidence. Topic `customer-alerts`. */
export interface RiskAlert {
  /** `<cause>/<what>`; with the revision, unique for ever. */
  readonly recordId: string;
  /** 0, and one more each time that a late fact brings back a retracted record. */
  readonly revision: number;
  /** The customer. */
  readonly customerId: string;
  /** When it took effect (event time), milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
  /** Id of the event that caused it, or `<customer>@<deadline>@<when>`. */
  readonly causeId: string;
  /** How far it has come. One of: leaving, gone. */
  readonly phase: string;
  /** What made it speak. One of: silence, incident, payment, notice, contract-ended. */
  readonly trigger: string;
  /** The stage that the alert finds the customer in. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased. */
  readonly stage: string;
  /** The customer's lifetime: 1 for the first, 2 after a return, and so on. */
  readonly lifetime: number;
  /** One of: transactional, contractual. */
  readonly relationship: string;
  /** One of: none, adept, ambassador, partner. */
  readonly advocacy: string;
  /** Ranked, the strongest first; `unknown` alone where nothing is known. */
  readonly causes: readonly AlertCause[];
  /** Causes for which there is too little to tell. */
  readonly notAssessable: readonly string[];
  /** Why, as data. */
  readonly evidence: AlertEvidence;
  /** Size by revenue as of the last purchase. One of: small, medium, large. */
  readonly pmg: string | null;
  /** What may be lost, or won back, a year; minor units of the reporting currency. */
  readonly valueAtStakeMinor: number | null;
  /** Whether a support case is open: it is solved before anything is sold. */
  readonly openCase: boolean;
  /** As known at the time of the alert. */
  readonly contactability: Contactability;
  /** The version of the population parameters in force; 0 for none. */
  readonly calibrationVersion: number;
  /** The version of the rules in force: a digest of them. */
  readonly rulesVersion: string;
  /** Ids of the events that it rests on; the last purchase among them. */
  readonly restsOn: readonly string[];
  /** Why, in plain English. */
  readonly explanation: string;
  /** The same in French. */
  readonly explanationFr: string;
}

/** What the service of actions keeps of a customer in Redis: a base, and what the lifecycle has said within the horizon after it, from which the present is folded anew when a late record comes in. Never on a topic. */
export interface StoredActions {
  /** The state after everything older than the horizon. */
  readonly base: ActionsState;
  /** The wake-ups that hold in the base. */
  readonly baseWakes: readonly StoredWake[];
  /** The last place that the base holds: the end of an instant, or any other; null where it holds nothing yet. */
  readonly asOf: number | StoredPosition | null;
  /** The records after the base as they came, in order. */
  readonly facts: readonly (MainDefectorAlert | RiskAlert | AlertClosed | ContactabilityChanged | ActionOutcome | AbandonmentProposed | LifecycleTransition | StoredWithdrawal)[];
  /** What a re-fold is compared with. */
  readonly emitted: readonly EmittedAction[];
  /** The wake-ups that stand in the timer index. */
  readonly registered: readonly StoredWake[];
}

/** What is known up to a point in event time; the shape is that of the domain. */
export interface ActionsState {
  /** Null where none is. */
  readonly open: OpenAction | null;
  /** As last said by the lifecycle; null before it said any. */
  readonly contactability: Contactability | null;
  /** Of the last instant. */
  readonly withdrawals: readonly AwaitedWithdrawal[];
  /** The last ones, oldest first. */
  readonly decisions: readonly PastDecision[];
  /** Those that run, oldest first. */
  readonly trials: readonly Trial[];
}

/** The one action that is under way. */
export interface OpenAction {
  /** The action. */
  readonly actionId: string;
  /** The alerts that it serves; when the last of them closes, it is called off. */
  readonly alertIds: readonly string[];
  /** What is done. */
  readonly kind: string;
  /** Name of the rule of the policy. */
  readonly rule: string;
  /** How far the customer has gone. One of: leaving, gone, abandoned. */
  readonly phase: string;
  /** What made it speak. */
  readonly trigger: string;
  /** When it is of no use any more (event time). */
  readonly expiresAt: number;
}

/** A record that is taken back, to be passed over when it comes, at the same instant. */
export interface AwaitedWithdrawal {
  /** The event time of both. */
  readonly at: number;
  /** `<record id>#<revision>` of the record that is withdrawn. */
  readonly factId: string;
}

/** What was decided about an alert. */
export interface PastDecision {
  /** When (event time). */
  readonly at: number;
  /** The alert. */
  readonly alertId: string;
  /** Name of the rule of the policy. */
  readonly rule: string;
  /** What was done, or would have been; empty where nothing was right. */
  readonly kind: string;
  /** Why nothing was done; null for an action. */
  readonly withheld: string | null;
}

/** A customer is watched, from an alert on, for what becomes of who is acted on and of who is held out. */
export interface Trial {
  /** The alert. */
  readonly alertId: string;
  /** When it was raised (event time). */
  readonly at: number;
  /** The stage at the alert. */
  readonly stage: string;
  /** How far the customer had gone. */
  readonly phase: string;
  /** Size by revenue; null where it was not known. */
  readonly pmg: string | null;
  /** What was done, or would have been. */
  readonly kind: string;
  /** Name of the rule of the policy. */
  readonly rule: string;
  /** The version of the policy. */
  readonly policyVersion: string;
  /** One of: acted, held-out. */
  readonly group: string;
  /** Null while nothing has. */
  readonly outcome: TrialOutcome | null;
}

/** What has become of the customer. */
export interface TrialOutcome {
  /** As what an alert was closed. */
  readonly what: string;
  /** When (event time). */
  readonly at: number;
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

/** A record that the lifecycle has taken back. */
export interface StoredWithdrawal {
  /** The record that is withdrawn. */
  readonly recordId: string;
  /** The revision of it that is withdrawn. */
  readonly revision: number;
  /** The event time of the record that is withdrawn. */
  readonly at: number;
}

/** A record that was sent for what lies within the horizon. */
export interface EmittedAction {
  /** The id before the last slash: by the index of the fact that is its cause, or itself. */
  readonly cause: number | string;
  /** The rest of the id; null for that of its type. */
  readonly suffix: string | null;
  /** Its type. */
  readonly recordType: ActionRecordType;
  /** The revision last sent. */
  readonly revision: number;
  /** The event time at which it took effect; null for that of the fact that is its cause. */
  readonly at: number | null;
  /** Digest of its content, to see whether it has changed. */
  readonly digest: Uint8Array;
  /** Whether that revision was withdrawn. */
  readonly retracted: boolean;
  /** As what the census counted it, such as win-back/core-defector/held-out/away; empty for nothing. */
  readonly flow: string;
}

export type ActionRecordType = 'RetentionAction' | 'ActionCalledOff' | 'ActionWithheld' | 'ContactabilityChanged' | 'EffectMeasured';

/** A customer as stored in Redis: a base, and the facts of the horizon after it, from which the present is folded anew when a late fact comes in. */
export interface StoredCustomer {
  /** The state after everything older than the horizon. */
  readonly base: CustomerState;
  /** The wake-ups that hold in the base. */
  readonly baseWakes: readonly StoredWake[];
  /** The last place that the base holds: the end of an instant, or any other; null where it holds nothing yet. */
  readonly asOf: number | StoredPosition | null;
  /** The facts after the base, in order. */
  readonly facts: readonly StoredFact[];
  /** What a re-fold is compared with. */
  readonly emitted: readonly EmittedRecord[];
  /** The wake-ups that stand in the timer index. */
  readonly registered: readonly StoredWake[];
  /** As what the census counts the customer; null for not yet, or not. */
  readonly counted: StoredStanding | null;
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
  readonly what: ContactWhat;
  /** What the case is about. */
  readonly caseKind: CaseKind;
  /** How. */
  readonly channel: Channel | null;
  /** The desk that holds the case. */
  readonly desk: string | null;
  /** Its level. */
  readonly level: number | null;
  /** Until when it was promised. */
  readonly promisedBy: number | null;
  /** 1 to 5. */
  readonly rating: number | null;
  /** Of a notice. */
  readonly motive: Motive | null;
  /** Of a notice. */
  readonly effectiveOn: number | null;
  /** Whether the service is an important one. */
  readonly important: boolean;
}

export type SupportContactFactKind = 'support-contact';

/** What happened in a support case. */
export type ContactWhat = 'other' | 'opened' | 'contacted' | 'transferred' | 'promised' | 'resolved' | 'closed' | 'reopened' | 'notice-given' | 'notice-withdrawn' | 'rating' | 'praise';

/** A profile change in brief. */
export interface ProfileChangeFact {
  /** Tells the branches apart. */
  readonly kind: ProfileChangeFactKind;
  /** Id of the event. */
  readonly id: string;
  /** Event time. */
  readonly at: number;
  /** What changed. */
  readonly what: ProfileWhat;
  /** Whether it holds. */
  readonly granted: boolean | null;
  /** The channel. */
  readonly channel: Channel | null;
  /** The proof. */
  readonly consentSource: string | null;
  /** IANA name. */
  readonly timeZone: string | null;
  /** BCP 47 tag. */
  readonly language: string | null;
  /** The relationship. */
  readonly relationship: Relationship | null;
  /** 0 to 100. */
  readonly shareOfWalletPercent: number | null;
  /** Who came. */
  readonly referredCustomerId: string | null;
  /** Why. */
  readonly lossReason: LossReason | null;
  /** The invoice. */
  readonly invoiceId: string | null;
  /** The day it was due. */
  readonly dueOn: number | null;
  /** Who approved. */
  readonly approvedBy: string | null;
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
  readonly what: EngagementWhat;
  /** How. */
  readonly channel: Channel | null;
  /** Whether it sells. */
  readonly commercial: boolean;
  /** The action of Ebb's. */
  readonly actionId: string | null;
  /** What came of it. */
  readonly outcome: Outcome | null;
  /** The stated reason. */
  readonly motive: Motive | null;
  /** When to call back. */
  readonly callBackAt: number | null;
  /** Why it was not sent. */
  readonly detail: string | null;
}

export type EngagementFactKind = 'engagement';

/** A record that was sent for what lies within the horizon. */
export interface EmittedRecord {
  /** The id before the last slash: by the index of the fact that is its cause, or itself. */
  readonly cause: number | string;
  /** The rest of the id; null for that of its type. */
  readonly suffix: string | null;
  /** Its type. */
  readonly recordType: LifecycleRecordType;
  /** The revision last sent. */
  readonly revision: number;
  /** The event time at which it took effect; null for that of the fact that is its cause. */
  readonly at: number | null;
  /** Digest of its content, to see whether it has changed. */
  readonly digest: Uint8Array;
  /** Whether that revision was withdrawn. */
  readonly retracted: boolean;
  /** As what the census counted it; null for nothing. */
  readonly flow: StoredFlow | null;
}

export type LifecycleRecordType = 'LifecycleTransition' | 'MainDefectorAlert' | 'RiskAlert' | 'AlertClosed' | 'ContactabilityChanged' | 'ActionOutcome' | 'AbandonmentProposed';

/** From one stage to another. */
export interface StoredFlow {
  /** The stage that was left. */
  readonly fromStage: Stage;
  /** The stage that was entered. */
  readonly toStage: Stage;
}

/** What a customer counts as in the census. */
export interface StoredStanding {
  /** The stage. */
  readonly group: Stage;
  /** Revenue in the window, minor units of the reporting currency. */
  readonly amount: number;
}

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

/** Every record by its name. */
export interface Records {
  readonly AbandonmentProposed: AbandonmentProposed;
  readonly ActionCalledOff: ActionCalledOff;
  readonly ActionOutcome: ActionOutcome;
  readonly ActionWithheld: ActionWithheld;
  readonly AlertCause: AlertCause;
  readonly AlertClosed: AlertClosed;
  readonly AlertEvidence: AlertEvidence;
  readonly Calibration: Calibration;
  readonly CalibrationData: CalibrationData;
  readonly CalibrationRefused: CalibrationRefused;
  readonly ChanceReason: ChanceReason;
  readonly Contactability: Contactability;
  readonly ContactabilityChanged: ContactabilityChanged;
  readonly CustomerState: CustomerState;
  readonly DeadLetter: DeadLetter;
  readonly EffectMeasured: EffectMeasured;
  readonly Engagement: Engagement;
  readonly JourneyEntry: JourneyEntry;
  readonly LifecycleCensus: LifecycleCensus;
  readonly LifecycleTransition: LifecycleTransition;
  readonly MainDefectorAlert: MainDefectorAlert;
  readonly Marker: Marker;
  readonly OutboxEntry: OutboxEntry;
  readonly PopulationParameters: PopulationParameters;
  readonly ProfileChange: ProfileChange;
  readonly Purchase: Purchase;
  readonly RetentionAction: RetentionAction;
  readonly Retraction: Retraction;
  readonly RiskAlert: RiskAlert;
  readonly StoredActions: StoredActions;
  readonly StoredCustomer: StoredCustomer;
  readonly StoredPosition: StoredPosition;
  readonly StoredWake: StoredWake;
  readonly SupportContact: SupportContact;
}

/** The schema of every record, self-contained. */
export const schemas: Readonly<Record<keyof Records, object>> = {
  "AbandonmentProposed": {
    "type": "record",
    "namespace": "ebb",
    "name": "AbandonmentProposed",
    "doc": "It costs more to keep this customer than the customer brings, twice: a manager may approve to end it. Topic `customer-alerts`.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "stage",
        "type": "string",
        "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "marginMinor",
        "type": "long",
        "doc": "Of twelve months, minor units of the reporting currency."
      },
      {
        "name": "costToServeMinor",
        "type": "long",
        "doc": "Of the same twelve months."
      },
      {
        "name": "psychologicalValueMinor",
        "type": "long",
        "doc": "What referrals add."
      },
      {
        "name": "explanation",
        "type": "string",
        "doc": "In plain English."
      },
      {
        "name": "explanationFr",
        "type": "string",
        "doc": "The same in French."
      }
    ]
  },
  "ActionCalledOff": {
    "type": "record",
    "namespace": "ebb",
    "name": "ActionCalledOff",
    "doc": "An action is not to be done any more. Topic `retention-actions`. One whose alert is retracted is retracted itself.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "actionId",
        "type": "string",
        "doc": "The action."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why. One of: alert-closed, superseded, expired, concluded."
      },
      {
        "name": "detail",
        "type": "string",
        "doc": "In plain English."
      }
    ]
  },
  "ActionOutcome": {
    "type": "record",
    "namespace": "ebb",
    "name": "ActionOutcome",
    "doc": "What came of an action. Topic `customer-alerts`.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "actionId",
        "type": "string",
        "doc": "The action."
      },
      {
        "name": "what",
        "type": "string",
        "doc": "One of: action-sent, delivered, answered, outcome, opted-out, suppressed, held-out."
      },
      {
        "name": "outcome",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `outcome`. One of: other, accepted, refused, call-back, not-reached, solved, wrong-number."
      },
      {
        "name": "motive",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Of a refusal. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
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
        "doc": "When the customer asked to be called."
      }
    ]
  },
  "ActionWithheld": {
    "type": "record",
    "namespace": "ebb",
    "name": "ActionWithheld",
    "doc": "A decision not to act on an alert, and why. Topic `retention-actions`.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "alertId",
        "type": "string",
        "doc": "Record id of the alert."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why. One of: held-out, nothing-right, open-action, no-contact."
      },
      {
        "name": "kind",
        "type": "string",
        "doc": "What would have been done; empty where nothing was right."
      },
      {
        "name": "rule",
        "type": "string",
        "doc": "Name of the rule of the policy."
      },
      {
        "name": "stage",
        "type": "string",
        "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "One of: leaving, gone, abandoned."
      },
      {
        "name": "causes",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "The causes of the alert, ranked."
      },
      {
        "name": "pmg",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
      },
      {
        "name": "detail",
        "type": "string",
        "doc": "In plain English."
      },
      {
        "name": "policyVersion",
        "type": "string",
        "doc": "The version of the policy in force: a digest of it."
      }
    ]
  },
  "AlertCause": {
    "type": "record",
    "namespace": "ebb",
    "name": "AlertCause",
    "doc": "Why a customer leaves, with what a person can check it by.",
    "fields": [
      {
        "name": "cause",
        "type": "string",
        "doc": "One of: better-offer, price, payment-difficulty, need-ended, moved, defect-not-fixed, service-not-performed, bounced, failed-onboarding, disappointed, boredom, over-solicited, unknown."
      },
      {
        "name": "proof",
        "type": "string",
        "doc": "How it is known, the strongest first. One of: stated, open, closed, pattern, none."
      },
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it was stated or shown; of a pattern, the time of the alert."
      },
      {
        "name": "caseId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "The case that proves it."
      },
      {
        "name": "detail",
        "type": "string",
        "doc": "The figures that it rests on, in English."
      },
      {
        "name": "detailFr",
        "type": "string",
        "doc": "The same in French."
      },
      {
        "name": "restsOn",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Ids of the events that it rests on."
      }
    ]
  },
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
        "doc": "Why. One of: false-alarm, returned, purchased, escalated, incident-over, notice-withdrawn, lost, abandoned, erased."
      }
    ]
  },
  "AlertEvidence": {
    "type": "record",
    "namespace": "ebb",
    "name": "AlertEvidence",
    "doc": "Why an alert was raised, as data.",
    "fields": [
      {
        "name": "silence",
        "type": [
          "null",
          {
            "type": "record",
            "name": "SilenceEvidence",
            "doc": "What the purchases say at the time of the alert.",
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
                "doc": "P(alive) of the MBG/NBD model; it sets deadlines, it is not the chance of return."
              },
              {
                "name": "pAliveThreshold",
                "type": [
                  "null",
                  "double"
                ],
                "default": null,
                "doc": "The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke."
              },
              {
                "name": "pBuysWithin180Days",
                "type": "double",
                "doc": "The chance of a purchase within 180 days if nothing is done."
              },
              {
                "name": "chanceReasons",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "namespace": "ebb",
                    "name": "ChanceReason",
                    "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
                    "fields": [
                      {
                        "name": "feature",
                        "type": "string",
                        "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                      },
                      {
                        "name": "contribution",
                        "type": "double",
                        "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
                      },
                      {
                        "name": "detail",
                        "type": "string",
                        "doc": "In English."
                      },
                      {
                        "name": "detailFr",
                        "type": "string",
                        "doc": "The same in French."
                      }
                    ]
                  }
                },
                "default": [],
                "doc": "What that chance rests on, the weightiest first; none where no learnt score ranks customers."
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
          }
        ],
        "default": null,
        "doc": "Null for who has never bought, and while no calibration is accepted."
      },
      {
        "name": "incidents",
        "type": [
          "null",
          {
            "type": "record",
            "name": "IncidentEvidence",
            "doc": "The cases that speak.",
            "fields": [
              {
                "name": "points",
                "type": "double",
                "doc": "The greatest of the cases' points, those of closed ones decayed."
              },
              {
                "name": "cases",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CaseEvidence",
                    "doc": "A support case that speaks.",
                    "fields": [
                      {
                        "name": "caseId",
                        "type": "string",
                        "doc": "The case."
                      },
                      {
                        "name": "caseKind",
                        "type": "string",
                        "doc": "What it is about. One of: other, question, complaint, defect, unmet-expectation, service-not-performed, failed-onboarding, payment."
                      },
                      {
                        "name": "important",
                        "type": "boolean",
                        "default": false,
                        "doc": "Whether the service concerned is an important one to this customer."
                      },
                      {
                        "name": "openedAt",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When it was opened."
                      },
                      {
                        "name": "dueAt",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Until when it was to be solved."
                      },
                      {
                        "name": "promised",
                        "type": "boolean",
                        "doc": "Whether that was promised to the customer."
                      },
                      {
                        "name": "closedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When it was closed; null while it is open."
                      },
                      {
                        "name": "sidewaysTransfers",
                        "type": "int",
                        "default": 0,
                        "doc": "Transfers to the same or a lower level."
                      },
                      {
                        "name": "missedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When its delay was first missed."
                      },
                      {
                        "name": "bouncedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When it was first bounced between desks."
                      },
                      {
                        "name": "reopenedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When it was first reopened soon after its closing."
                      },
                      {
                        "name": "oneTooMany",
                        "type": "boolean",
                        "default": false,
                        "doc": "Whether it was at its opening one case too many in a short time."
                      },
                      {
                        "name": "points",
                        "type": "double",
                        "doc": "Its incident points at the time of the alert."
                      },
                      {
                        "name": "restsOn",
                        "type": {
                          "type": "array",
                          "items": "string"
                        },
                        "doc": "Ids of the contacts that opened it or gave it points; of one case too many, also of those that opened the others."
                      }
                    ]
                  }
                },
                "doc": "The strongest first, at most 5."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null where no case has points."
      },
      {
        "name": "notice",
        "type": [
          "null",
          {
            "type": "record",
            "name": "NoticeEvidence",
            "doc": "Notice given.",
            "fields": [
              {
                "name": "eventId",
                "type": "string",
                "doc": "Id of the contact."
              },
              {
                "name": "givenAt",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "When."
              },
              {
                "name": "effectiveDay",
                "type": {
                  "type": "int",
                  "logicalType": "date"
                },
                "doc": "The day on which it takes effect."
              },
              {
                "name": "motive",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "As the customer states it. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null where no notice stands."
      },
      {
        "name": "payments",
        "type": [
          "null",
          {
            "type": "record",
            "name": "PaymentEvidence",
            "doc": "Trouble with paying.",
            "fields": [
              {
                "name": "unpaidInvoices",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "UnpaidInvoiceEvidence",
                    "doc": "An invoice past its due day.",
                    "fields": [
                      {
                        "name": "invoiceId",
                        "type": "string",
                        "doc": "The invoice."
                      },
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the profile change."
                      },
                      {
                        "name": "dueDay",
                        "type": {
                          "type": "int",
                          "logicalType": "date"
                        },
                        "doc": "The day it was due."
                      }
                    ]
                  }
                },
                "doc": "Those that are open."
              },
              {
                "name": "failedPayments",
                "type": "int",
                "doc": "Of the last 60 days."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null where there is none."
      }
    ]
  },
  "Calibration": {
    "type": "record",
    "namespace": "ebb",
    "name": "Calibration",
    "doc": "Population parameters of one version, and where they come from. Topic `calibrations`, key `calibration/<version>`; all versions are kept.",
    "fields": [
      {
        "name": "version",
        "type": "int",
        "doc": "One more than its predecessor."
      },
      {
        "name": "predecessor",
        "type": "int",
        "doc": "The version before; 0 for none."
      },
      {
        "name": "effectiveFrom",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "The event time from which it holds, for customers who buy from then on."
      },
      {
        "name": "fittedAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "Wall clock."
      },
      {
        "name": "parameters",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "PopulationParameters",
          "doc": "What is known of customers as a whole.",
          "fields": [
            {
              "name": "rhythm",
              "type": {
                "type": "record",
                "name": "RhythmParameters",
                "doc": "MBG/NBD (Batislam, Denizel & Filiztekin 2007); the unit of time is a week.",
                "fields": [
                  {
                    "name": "r",
                    "type": "double",
                    "doc": "Shape of the purchase rates."
                  },
                  {
                    "name": "alpha",
                    "type": "double",
                    "doc": "Rate of the purchase rates, weeks."
                  },
                  {
                    "name": "a",
                    "type": "double",
                    "doc": "Of the chance to drop out at a purchase."
                  },
                  {
                    "name": "b",
                    "type": "double",
                    "doc": "Of the chance to drop out at a purchase."
                  }
                ]
              },
              "doc": "How customers buy and drop out."
            },
            {
              "name": "spend",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "SpendParameters",
                  "doc": "Gamma-gamma (Fader & Hardie 2013).",
                  "fields": [
                    {
                      "name": "p",
                      "type": "double",
                      "doc": "Shape of a customer's days."
                    },
                    {
                      "name": "q",
                      "type": "double",
                      "doc": "Shape of the customers."
                    },
                    {
                      "name": "gammaMinor",
                      "type": "double",
                      "doc": "Scale, minor units of the reporting currency."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "What they spend on a purchase day; null where it could not be fitted."
            },
            {
              "name": "pmgEdges",
              "type": {
                "type": "record",
                "name": "PmgEdges",
                "doc": "Least window revenue, minor units.",
                "fields": [
                  {
                    "name": "medium",
                    "type": "double",
                    "doc": "Of a medium customer."
                  },
                  {
                    "name": "large",
                    "type": "double",
                    "doc": "Of a large customer."
                  }
                ]
              },
              "doc": "Small, medium and large customers."
            },
            {
              "name": "rfmEdges",
              "type": {
                "type": "record",
                "name": "RfmEdges",
                "doc": "Four ascending edges between five scores each.",
                "fields": [
                  {
                    "name": "recency",
                    "type": {
                      "type": "array",
                      "items": "double"
                    },
                    "doc": "Of minus the days since the last purchase."
                  },
                  {
                    "name": "frequency",
                    "type": {
                      "type": "array",
                      "items": "double"
                    },
                    "doc": "Of purchase days in the window."
                  },
                  {
                    "name": "monetary",
                    "type": {
                      "type": "array",
                      "items": "double"
                    },
                    "doc": "Of window revenue, minor units."
                  }
                ]
              },
              "doc": "Scores of recency, frequency and monetary value."
            },
            {
              "name": "goneDaysMin",
              "type": [
                "null",
                "int"
              ],
              "default": null,
              "doc": "The least silence, in days, after which a core customer counts as gone by own data; null where they do not tell."
            },
            {
              "name": "returnTable",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "IsotonicTable",
                  "doc": "Rises from left to right; between two points it is a straight line, outside it stays.",
                  "fields": [
                    {
                      "name": "predicted",
                      "type": {
                        "type": "array",
                        "items": "double"
                      },
                      "doc": "Ascending."
                    },
                    {
                      "name": "observed",
                      "type": {
                        "type": "array",
                        "items": "double"
                      },
                      "doc": "Never falling; as many."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "From the predicted to the observed chance to buy within 180 days; null where there is too little to compare."
            },
            {
              "name": "ranking",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "Ranking",
                  "doc": "What orders customers by how likely they are to buy, and the chance that goes with each place.",
                  "fields": [
                    {
                      "name": "score",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "LearntScore",
                          "doc": "A logistic regression: log-odds of a purchase within some days, linear in standardised features; what is not known of a customer counts as the mean.",
                          "fields": [
                            {
                              "name": "labelDays",
                              "type": "int",
                              "doc": "Days within which a purchase was looked for."
                            },
                            {
                              "name": "lookBackDays",
                              "type": "int",
                              "doc": "Days back to which single purchase days are looked at."
                            },
                            {
                              "name": "intercept",
                              "type": "double",
                              "doc": "Log-odds of somebody average in everything."
                            },
                            {
                              "name": "terms",
                              "type": {
                                "type": "array",
                                "items": {
                                  "type": "record",
                                  "name": "ScoreTerm",
                                  "doc": "One feature.",
                                  "fields": [
                                    {
                                      "name": "feature",
                                      "type": "string",
                                      "doc": "What is looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                                    },
                                    {
                                      "name": "mean",
                                      "type": "double",
                                      "doc": "Over the customers that it was learnt from."
                                    },
                                    {
                                      "name": "deviation",
                                      "type": "double",
                                      "doc": "Standard deviation over them; above 0."
                                    },
                                    {
                                      "name": "weight",
                                      "type": "double",
                                      "doc": "Added to the log-odds for each deviation above the mean."
                                    }
                                  ]
                                }
                              },
                              "doc": "One for each feature."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "The learnt score that ranks; null where the rhythm's expected purchases E of 180 days do, as 1 − e^−E."
                    },
                    {
                      "name": "chances",
                      "type": "ebb.IsotonicTable",
                      "doc": "From the rank to the chance to buy within 180 days."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where the chance to buy within 180 days itself ranks."
            }
          ]
        },
        "doc": "What holds."
      },
      {
        "name": "data",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "CalibrationData",
          "doc": "What it rests on: the customers in Redis, as of the end of a day.",
          "fields": [
            {
              "name": "asOfDay",
              "type": {
                "type": "int",
                "logicalType": "date"
              },
              "doc": "Facts after it were not looked at."
            },
            {
              "name": "customers",
              "type": "long",
              "doc": "Who has bought, and is not contractual, lost or erased."
            },
            {
              "name": "repeaters",
              "type": "long",
              "doc": "Of these, who bought on two days or more."
            },
            {
              "name": "spanDays",
              "type": "int",
              "doc": "Days since the first purchase of all."
            },
            {
              "name": "points",
              "type": "long",
              "doc": "Distinct (x, tx, T) among them."
            },
            {
              "name": "activeCustomers",
              "type": "long",
              "doc": "Who has bought within the window: the edges are of these."
            },
            {
              "name": "tableCustomers",
              "type": "long",
              "doc": "Who had bought before the horizon of the table began, and so can be held against what came; 0 without a table."
            }
          ]
        },
        "doc": "What it rests on."
      },
      {
        "name": "fit",
        "type": {
          "type": "record",
          "name": "CalibrationFit",
          "doc": "How well it fits.",
          "fields": [
            {
              "name": "rhythmLogLikelihood",
              "type": "double",
              "doc": "At the maximum."
            },
            {
              "name": "rhythmIterations",
              "type": "int",
              "doc": "Of the search."
            },
            {
              "name": "spendLogLikelihood",
              "type": [
                "null",
                "double"
              ],
              "default": null,
              "doc": "Null without a model of spend."
            },
            {
              "name": "expectedShare",
              "type": [
                "null",
                "double"
              ],
              "default": null,
              "doc": "Who was expected to buy within the horizon of the table by the rhythm alone, over who did; null without a table."
            },
            {
              "name": "scoreDropped",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "Why no learnt score ranks customers, but the rhythm; null where one does."
            },
            {
              "name": "scoreTrial",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "ScoreTrial",
                  "doc": "How a score, learnt from what had been known 56 days before, ranked who has bought since, less how the rhythm's expected purchases did.",
                  "fields": [
                    {
                      "name": "asOfDay",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The last day that was known."
                    },
                    {
                      "name": "customers",
                      "type": "long",
                      "doc": "Who was ranked."
                    },
                    {
                      "name": "all",
                      "type": {
                        "type": "record",
                        "name": "AucDifference",
                        "doc": "By how much the area under one ROC curve is greater than that under another, of the same customers (DeLong, DeLong & Clarke-Pearson 1988).",
                        "fields": [
                          {
                            "name": "difference",
                            "type": "double",
                            "doc": "Above 0: the score ranks better."
                          },
                          {
                            "name": "standardError",
                            "type": "double",
                            "doc": "Of the difference."
                          }
                        ]
                      },
                      "doc": "Over all of them."
                    },
                    {
                      "name": "core",
                      "type": [
                        "null",
                        "ebb.AucDifference"
                      ],
                      "default": null,
                      "doc": "Over those with at least 4 purchase days; null where they are too few to tell."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where none could be tried. Trials of earlier versions count too in the judgement, be their scores used or not."
            }
          ]
        },
        "doc": "How well it fits."
      }
    ]
  },
  "CalibrationData": {
    "type": "record",
    "namespace": "ebb",
    "name": "CalibrationData",
    "doc": "What it rests on: the customers in Redis, as of the end of a day.",
    "fields": [
      {
        "name": "asOfDay",
        "type": {
          "type": "int",
          "logicalType": "date"
        },
        "doc": "Facts after it were not looked at."
      },
      {
        "name": "customers",
        "type": "long",
        "doc": "Who has bought, and is not contractual, lost or erased."
      },
      {
        "name": "repeaters",
        "type": "long",
        "doc": "Of these, who bought on two days or more."
      },
      {
        "name": "spanDays",
        "type": "int",
        "doc": "Days since the first purchase of all."
      },
      {
        "name": "points",
        "type": "long",
        "doc": "Distinct (x, tx, T) among them."
      },
      {
        "name": "activeCustomers",
        "type": "long",
        "doc": "Who has bought within the window: the edges are of these."
      },
      {
        "name": "tableCustomers",
        "type": "long",
        "doc": "Who had bought before the horizon of the table began, and so can be held against what came; 0 without a table."
      }
    ]
  },
  "CalibrationRefused": {
    "type": "record",
    "namespace": "ebb",
    "name": "CalibrationRefused",
    "doc": "A fit that is not used: it failed, or moved beyond the bounds of the configuration. The last good one stays. Topic `calibrations`, key `refused/<date>`.",
    "fields": [
      {
        "name": "predecessor",
        "type": "int",
        "doc": "The version that stays; 0 for none."
      },
      {
        "name": "fittedAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "Wall clock."
      },
      {
        "name": "reasons",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Why not, a sentence each."
      },
      {
        "name": "parameters",
        "type": [
          "null",
          {
            "type": "record",
            "namespace": "ebb",
            "name": "PopulationParameters",
            "doc": "What is known of customers as a whole.",
            "fields": [
              {
                "name": "rhythm",
                "type": {
                  "type": "record",
                  "name": "RhythmParameters",
                  "doc": "MBG/NBD (Batislam, Denizel & Filiztekin 2007); the unit of time is a week.",
                  "fields": [
                    {
                      "name": "r",
                      "type": "double",
                      "doc": "Shape of the purchase rates."
                    },
                    {
                      "name": "alpha",
                      "type": "double",
                      "doc": "Rate of the purchase rates, weeks."
                    },
                    {
                      "name": "a",
                      "type": "double",
                      "doc": "Of the chance to drop out at a purchase."
                    },
                    {
                      "name": "b",
                      "type": "double",
                      "doc": "Of the chance to drop out at a purchase."
                    }
                  ]
                },
                "doc": "How customers buy and drop out."
              },
              {
                "name": "spend",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "SpendParameters",
                    "doc": "Gamma-gamma (Fader & Hardie 2013).",
                    "fields": [
                      {
                        "name": "p",
                        "type": "double",
                        "doc": "Shape of a customer's days."
                      },
                      {
                        "name": "q",
                        "type": "double",
                        "doc": "Shape of the customers."
                      },
                      {
                        "name": "gammaMinor",
                        "type": "double",
                        "doc": "Scale, minor units of the reporting currency."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "What they spend on a purchase day; null where it could not be fitted."
              },
              {
                "name": "pmgEdges",
                "type": {
                  "type": "record",
                  "name": "PmgEdges",
                  "doc": "Least window revenue, minor units.",
                  "fields": [
                    {
                      "name": "medium",
                      "type": "double",
                      "doc": "Of a medium customer."
                    },
                    {
                      "name": "large",
                      "type": "double",
                      "doc": "Of a large customer."
                    }
                  ]
                },
                "doc": "Small, medium and large customers."
              },
              {
                "name": "rfmEdges",
                "type": {
                  "type": "record",
                  "name": "RfmEdges",
                  "doc": "Four ascending edges between five scores each.",
                  "fields": [
                    {
                      "name": "recency",
                      "type": {
                        "type": "array",
                        "items": "double"
                      },
                      "doc": "Of minus the days since the last purchase."
                    },
                    {
                      "name": "frequency",
                      "type": {
                        "type": "array",
                        "items": "double"
                      },
                      "doc": "Of purchase days in the window."
                    },
                    {
                      "name": "monetary",
                      "type": {
                        "type": "array",
                        "items": "double"
                      },
                      "doc": "Of window revenue, minor units."
                    }
                  ]
                },
                "doc": "Scores of recency, frequency and monetary value."
              },
              {
                "name": "goneDaysMin",
                "type": [
                  "null",
                  "int"
                ],
                "default": null,
                "doc": "The least silence, in days, after which a core customer counts as gone by own data; null where they do not tell."
              },
              {
                "name": "returnTable",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "IsotonicTable",
                    "doc": "Rises from left to right; between two points it is a straight line, outside it stays.",
                    "fields": [
                      {
                        "name": "predicted",
                        "type": {
                          "type": "array",
                          "items": "double"
                        },
                        "doc": "Ascending."
                      },
                      {
                        "name": "observed",
                        "type": {
                          "type": "array",
                          "items": "double"
                        },
                        "doc": "Never falling; as many."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "From the predicted to the observed chance to buy within 180 days; null where there is too little to compare."
              },
              {
                "name": "ranking",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "Ranking",
                    "doc": "What orders customers by how likely they are to buy, and the chance that goes with each place.",
                    "fields": [
                      {
                        "name": "score",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "LearntScore",
                            "doc": "A logistic regression: log-odds of a purchase within some days, linear in standardised features; what is not known of a customer counts as the mean.",
                            "fields": [
                              {
                                "name": "labelDays",
                                "type": "int",
                                "doc": "Days within which a purchase was looked for."
                              },
                              {
                                "name": "lookBackDays",
                                "type": "int",
                                "doc": "Days back to which single purchase days are looked at."
                              },
                              {
                                "name": "intercept",
                                "type": "double",
                                "doc": "Log-odds of somebody average in everything."
                              },
                              {
                                "name": "terms",
                                "type": {
                                  "type": "array",
                                  "items": {
                                    "type": "record",
                                    "name": "ScoreTerm",
                                    "doc": "One feature.",
                                    "fields": [
                                      {
                                        "name": "feature",
                                        "type": "string",
                                        "doc": "What is looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                                      },
                                      {
                                        "name": "mean",
                                        "type": "double",
                                        "doc": "Over the customers that it was learnt from."
                                      },
                                      {
                                        "name": "deviation",
                                        "type": "double",
                                        "doc": "Standard deviation over them; above 0."
                                      },
                                      {
                                        "name": "weight",
                                        "type": "double",
                                        "doc": "Added to the log-odds for each deviation above the mean."
                                      }
                                    ]
                                  }
                                },
                                "doc": "One for each feature."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "The learnt score that ranks; null where the rhythm's expected purchases E of 180 days do, as 1 − e^−E."
                      },
                      {
                        "name": "chances",
                        "type": "ebb.IsotonicTable",
                        "doc": "From the rank to the chance to buy within 180 days."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "Null where the chance to buy within 180 days itself ranks."
              }
            ]
          }
        ],
        "default": null,
        "doc": "What was found; null where nothing was."
      },
      {
        "name": "data",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "CalibrationData",
          "doc": "What it rests on: the customers in Redis, as of the end of a day.",
          "fields": [
            {
              "name": "asOfDay",
              "type": {
                "type": "int",
                "logicalType": "date"
              },
              "doc": "Facts after it were not looked at."
            },
            {
              "name": "customers",
              "type": "long",
              "doc": "Who has bought, and is not contractual, lost or erased."
            },
            {
              "name": "repeaters",
              "type": "long",
              "doc": "Of these, who bought on two days or more."
            },
            {
              "name": "spanDays",
              "type": "int",
              "doc": "Days since the first purchase of all."
            },
            {
              "name": "points",
              "type": "long",
              "doc": "Distinct (x, tx, T) among them."
            },
            {
              "name": "activeCustomers",
              "type": "long",
              "doc": "Who has bought within the window: the edges are of these."
            },
            {
              "name": "tableCustomers",
              "type": "long",
              "doc": "Who had bought before the horizon of the table began, and so can be held against what came; 0 without a table."
            }
          ]
        },
        "doc": "What it rests on."
      }
    ]
  },
  "ChanceReason": {
    "type": "record",
    "namespace": "ebb",
    "name": "ChanceReason",
    "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
    "fields": [
      {
        "name": "feature",
        "type": "string",
        "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
      },
      {
        "name": "contribution",
        "type": "double",
        "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
      },
      {
        "name": "detail",
        "type": "string",
        "doc": "In English."
      },
      {
        "name": "detailFr",
        "type": "string",
        "doc": "The same in French."
      }
    ]
  },
  "Contactability": {
    "type": "record",
    "namespace": "ebb",
    "name": "Contactability",
    "doc": "Whether, how and when a customer may be contacted.",
    "fields": [
      {
        "name": "consents",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "ChannelConsent",
            "doc": "The last word on a channel.",
            "fields": [
              {
                "name": "channel",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
              },
              {
                "name": "granted",
                "type": "boolean",
                "doc": "Whether contact is allowed."
              },
              {
                "name": "at",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "When it was given or withdrawn."
              },
              {
                "name": "source",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "Where and how it was given: its proof."
              }
            ]
          }
        },
        "doc": "At most one per channel."
      },
      {
        "name": "doNotContact",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "DoNotContactMark",
            "doc": "A channel on which the customer must not be contacted.",
            "fields": [
              {
                "name": "channel",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
              },
              {
                "name": "at",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "Since when."
              }
            ]
          }
        },
        "doc": "Channels that are barred, whatever the consents say."
      },
      {
        "name": "timeZone",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "IANA name; null where unknown."
      },
      {
        "name": "language",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "BCP 47 tag; null where unknown."
      }
    ]
  },
  "ContactabilityChanged": {
    "type": "record",
    "namespace": "ebb",
    "name": "ContactabilityChanged",
    "doc": "How a customer may be contacted, as it holds from now on. Topics `customer-alerts` and, forwarded while it matters, `retention-actions`.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "contactability",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "Contactability",
          "doc": "Whether, how and when a customer may be contacted.",
          "fields": [
            {
              "name": "consents",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "ChannelConsent",
                  "doc": "The last word on a channel.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "granted",
                      "type": "boolean",
                      "doc": "Whether contact is allowed."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When it was given or withdrawn."
                    },
                    {
                      "name": "source",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "Where and how it was given: its proof."
                    }
                  ]
                }
              },
              "doc": "At most one per channel."
            },
            {
              "name": "doNotContact",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "DoNotContactMark",
                  "doc": "A channel on which the customer must not be contacted.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "Since when."
                    }
                  ]
                }
              },
              "doc": "Channels that are barred, whatever the consents say."
            },
            {
              "name": "timeZone",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "IANA name; null where unknown."
            },
            {
              "name": "language",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "BCP 47 tag; null where unknown."
            }
          ]
        },
        "doc": "All of it."
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
                "type": "bytes",
                "logicalType": "day-buckets"
              },
              "doc": "The days with purchases or refunds, ascending, all within the window of the latest event: what was bought and refunded on each, in minor units of the reporting currency, packed as packages/domain/src/purchases/day-buckets.ts says."
            },
            {
              "name": "categoryDays",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "CategoryDay",
                  "doc": "What a purchase day was about.",
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
                      "name": "categories",
                      "type": {
                        "type": "array",
                        "items": "string"
                      },
                      "doc": "Without repeats, sorted."
                    }
                  ]
                }
              },
              "doc": "The latest days whose categories are known, ascending, at most 16."
            }
          ]
        },
        "doc": "RFM in buckets."
      },
      {
        "name": "contacts",
        "type": [
          "null",
          {
            "type": "record",
            "name": "CustomerContacts",
            "doc": "What support contacts have left behind.",
            "fields": [
              {
                "name": "cases",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerCase",
                    "doc": "A support case.",
                    "fields": [
                      {
                        "name": "caseId",
                        "type": "string",
                        "doc": "The case."
                      },
                      {
                        "name": "caseKind",
                        "type": {
                          "type": "enum",
                          "namespace": "ebb",
                          "name": "CaseKind",
                          "logicalType": "hyphenated",
                          "doc": "What a support case is about.",
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
                        "doc": "What it is about."
                      },
                      {
                        "name": "important",
                        "type": "boolean",
                        "doc": "Whether the service concerned is an important one."
                      },
                      {
                        "name": "openedAt",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When it was opened."
                      },
                      {
                        "name": "delayFrom",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "From when its delay counts: its opening, or the last reopening."
                      },
                      {
                        "name": "dueAt",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Until when it is to be solved."
                      },
                      {
                        "name": "promised",
                        "type": "boolean",
                        "doc": "Whether that was promised."
                      },
                      {
                        "name": "closedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When it was last resolved or closed; null while it is open."
                      },
                      {
                        "name": "desks",
                        "type": {
                          "type": "array",
                          "items": "string"
                        },
                        "doc": "Desks that have had it, in order of first sight."
                      },
                      {
                        "name": "level",
                        "type": [
                          "null",
                          "int"
                        ],
                        "default": null,
                        "doc": "Level of the desk that has it."
                      },
                      {
                        "name": "sidewaysTransfers",
                        "type": "int",
                        "doc": "Transfers to the same or a lower level."
                      },
                      {
                        "name": "missedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When a delay was first missed."
                      },
                      {
                        "name": "bouncedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When it was first bounced."
                      },
                      {
                        "name": "reopenedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When it was first reopened soon after its closing."
                      },
                      {
                        "name": "oneTooMany",
                        "type": "boolean",
                        "doc": "Whether it was one case too many at its opening."
                      },
                      {
                        "name": "restsOn",
                        "type": {
                          "type": "array",
                          "items": "string"
                        },
                        "doc": "Ids of the contacts that opened it or gave it points."
                      }
                    ]
                  }
                },
                "doc": "Open ones, and closed ones as long as they matter."
              },
              {
                "name": "lastClosedAt",
                "type": [
                  "null",
                  {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  }
                ],
                "default": null,
                "doc": "When a case was last closed, be it kept or not; null where none ever was."
              },
              {
                "name": "notice",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerNotice",
                    "doc": "Notice given.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the contact."
                      },
                      {
                        "name": "givenAt",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      },
                      {
                        "name": "effectiveDay",
                        "type": {
                          "type": "int",
                          "logicalType": "date"
                        },
                        "doc": "The day on which it takes effect."
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
                        "doc": "As the customer states it."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "Null where none stands."
              },
              {
                "name": "rating",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerRating",
                    "doc": "A rating.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the contact."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      },
                      {
                        "name": "rating",
                        "type": "int",
                        "doc": "1 (worst) to 5."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The last one."
              },
              {
                "name": "lastPraiseAt",
                "type": [
                  "null",
                  {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  }
                ],
                "default": null,
                "doc": "When praise came last."
              },
              {
                "name": "contactDays",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "int",
                    "logicalType": "date"
                  }
                },
                "doc": "Days of the contacts of the last year, one entry a contact."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null before the first contact."
      },
      {
        "name": "profile",
        "type": [
          "null",
          {
            "type": "record",
            "name": "CustomerProfile",
            "doc": "What profile changes say.",
            "fields": [
              {
                "name": "consents",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerConsent",
                    "doc": "The last word on a channel.",
                    "fields": [
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
                        "doc": "Null means every one."
                      },
                      {
                        "name": "granted",
                        "type": "boolean",
                        "doc": "Whether contact is allowed."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Since when."
                      },
                      {
                        "name": "source",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "Where and how: its proof."
                      }
                    ]
                  }
                },
                "doc": "At most one per channel."
              },
              {
                "name": "doNotContact",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerDoNotContact",
                    "doc": "A barred channel.",
                    "fields": [
                      {
                        "name": "channel",
                        "type": [
                          "null",
                          "ebb.Channel"
                        ],
                        "default": null,
                        "doc": "Null means every one."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "Since when."
                      }
                    ]
                  }
                },
                "doc": "At most one per channel."
              },
              {
                "name": "timeZone",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "IANA name."
              },
              {
                "name": "language",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "BCP 47 tag."
              },
              {
                "name": "relationship",
                "type": {
                  "type": "enum",
                  "namespace": "ebb",
                  "name": "Relationship",
                  "doc": "Whether silence can mean leaving, or only the end of a contract.",
                  "symbols": [
                    "transactional",
                    "contractual"
                  ]
                },
                "doc": "Whether silence can mean leaving."
              },
              {
                "name": "shareOfWalletPercent",
                "type": [
                  "null",
                  "int"
                ],
                "default": null,
                "doc": "Declared, 0 to 100."
              },
              {
                "name": "referrals",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerReferral",
                    "doc": "A customer who came by this one.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the profile change."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      },
                      {
                        "name": "customerId",
                        "type": "string",
                        "doc": "Who came."
                      }
                    ]
                  }
                },
                "doc": "Of the last two years."
              },
              {
                "name": "partner",
                "type": "boolean",
                "doc": "Declared."
              },
              {
                "name": "unpaidInvoices",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerInvoice",
                    "doc": "An unpaid invoice.",
                    "fields": [
                      {
                        "name": "invoiceId",
                        "type": "string",
                        "doc": "The invoice."
                      },
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the profile change."
                      },
                      {
                        "name": "dueDay",
                        "type": {
                          "type": "int",
                          "logicalType": "date"
                        },
                        "doc": "The day it was due."
                      }
                    ]
                  }
                },
                "doc": "Those that are open."
              },
              {
                "name": "failedPayments",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerFailedPayment",
                    "doc": "A payment that failed.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the profile change."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      }
                    ]
                  }
                },
                "doc": "Of the last 60 days."
              },
              {
                "name": "legalBar",
                "type": "boolean",
                "doc": "Whether the law forbids to abandon this customer."
              },
              {
                "name": "loss",
                "type": [
                  "null",
                  {
                    "type": "enum",
                    "namespace": "ebb",
                    "name": "LossReason",
                    "logicalType": "hyphenated",
                    "doc": "Why a customer cannot come back.",
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
                "doc": "Why this customer cannot come back."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null before the first profile change that is kept."
      },
      {
        "name": "engagements",
        "type": [
          "null",
          {
            "type": "record",
            "name": "CustomerEngagements",
            "doc": "What was done to a customer, and what came of it.",
            "fields": [
              {
                "name": "commercialContacts",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "CustomerCommercialContact",
                    "doc": "Something sent to sell.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the engagement."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      }
                    ]
                  }
                },
                "doc": "The commercial contacts of the last weeks."
              },
              {
                "name": "unanswered",
                "type": "int",
                "doc": "Commercial contacts since the last answer."
              },
              {
                "name": "optedOut",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerOptOut",
                    "doc": "An opt-out.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the engagement."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The last one."
              },
              {
                "name": "lastDelivered",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerAction",
                    "doc": "An action that reached the customer.",
                    "fields": [
                      {
                        "name": "actionId",
                        "type": "string",
                        "doc": "The action."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The last one."
              },
              {
                "name": "statedMotive",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerMotive",
                    "doc": "A motive stated at a refusal.",
                    "fields": [
                      {
                        "name": "eventId",
                        "type": "string",
                        "doc": "Id of the engagement."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When."
                      },
                      {
                        "name": "motive",
                        "type": "ebb.Motive",
                        "doc": "The motive."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The last one."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null before the first engagement."
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
        "name": "silenceRisk",
        "type": "ebb.Risk",
        "doc": "By silence or fading."
      },
      {
        "name": "incidentRisk",
        "type": "ebb.Risk",
        "doc": "By incidents, and payments of contractual customers."
      },
      {
        "name": "advocacy",
        "type": {
          "type": "enum",
          "name": "Advocacy",
          "symbols": [
            "none",
            "adept",
            "ambassador",
            "partner"
          ]
        },
        "doc": "Beside the stage."
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
        "name": "goneBy",
        "type": [
          "null",
          {
            "type": "enum",
            "name": "AlertTrigger",
            "logicalType": "hyphenated",
            "symbols": [
              "silence",
              "incident",
              "payment",
              "notice",
              "contract_ended"
            ]
          }
        ],
        "default": null,
        "doc": "What made the customer go; null unless inactive or core-defector."
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
            },
            {
              "name": "isLapseOverdue",
              "type": "boolean",
              "default": false,
              "doc": "The lapse would have been due so long before it could be judged that it alerts nobody any more."
            },
            {
              "name": "learning",
              "type": [
                "null",
                {
                  "type": "int",
                  "logicalType": "date"
                }
              ],
              "default": null,
              "doc": "While no calibration is in force: when it is asked again whether one is."
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
              },
              {
                "name": "trigger",
                "type": "ebb.AlertTrigger",
                "doc": "What made it speak."
              }
            ]
          }
        ],
        "default": null,
        "doc": "The alert that stands, if any."
      },
      {
        "name": "pastAlerts",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "PastAlert",
            "doc": "When a phase was last alerted for a cause.",
            "fields": [
              {
                "name": "phase",
                "type": "ebb.Phase",
                "doc": "The phase."
              },
              {
                "name": "cause",
                "type": {
                  "type": "enum",
                  "name": "CauseName",
                  "logicalType": "hyphenated",
                  "symbols": [
                    "better_offer",
                    "price",
                    "payment_difficulty",
                    "need_ended",
                    "moved",
                    "defect_not_fixed",
                    "service_not_performed",
                    "bounced",
                    "failed_onboarding",
                    "disappointed",
                    "boredom",
                    "over_solicited",
                    "unknown"
                  ]
                },
                "doc": "The first of its causes."
              },
              {
                "name": "trigger",
                "type": "ebb.AlertTrigger",
                "doc": "What made it speak."
              },
              {
                "name": "day",
                "type": {
                  "type": "int",
                  "logicalType": "date"
                },
                "doc": "The day."
              }
            ]
          }
        },
        "doc": "Those that keep the next from being raised."
      },
      {
        "name": "abandonment",
        "type": [
          "null",
          {
            "type": "record",
            "name": "Abandonment",
            "doc": "It costs more to keep this customer than the customer brings.",
            "fields": [
              {
                "name": "since",
                "type": {
                  "type": "int",
                  "logicalType": "date"
                },
                "doc": "The day on which it was first so."
              },
              {
                "name": "proposed",
                "type": "boolean",
                "doc": "Whether it was proposed to a manager."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null while it does not."
      },
      {
        "name": "lifetimeRevenueMinor",
        "type": "long",
        "doc": "Net revenue since the present lifetime began, minor units of the reporting currency."
      },
      {
        "name": "lastPurchaseId",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Id of the event of the last purchase."
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
  "EffectMeasured": {
    "type": "record",
    "namespace": "ebb",
    "name": "EffectMeasured",
    "doc": "What became of a customer whom the policy acted on, or held out to compare with, within 180 days of the alert. Topic `retention-actions`.",
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
        "doc": "When the 180 days were over (event time), milliseconds since 1970-01-01T00:00Z."
      },
      {
        "name": "causeId",
        "type": "string",
        "doc": "`<customer>@effect@<alert>`."
      },
      {
        "name": "alertId",
        "type": "string",
        "doc": "Record id of the alert that was decided on."
      },
      {
        "name": "kind",
        "type": "string",
        "doc": "What was done, or would have been. One of: proactive-retention, reactive-retention, service-recovery, win-back, farewell, approval."
      },
      {
        "name": "rule",
        "type": "string",
        "doc": "Name of the rule of the policy."
      },
      {
        "name": "stage",
        "type": "string",
        "doc": "At the alert. One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "One of: leaving, gone, abandoned."
      },
      {
        "name": "pmg",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
      },
      {
        "name": "policyVersion",
        "type": "string",
        "doc": "The version of the policy that decided: a digest of it."
      },
      {
        "name": "group",
        "type": "string",
        "doc": "By the draw, whatever was sent in the end. One of: acted, held-out."
      },
      {
        "name": "outcome",
        "type": "string",
        "doc": "As what an alert of the customer was closed first, or away where none was. One of: purchased, returned, false-alarm, away, lost, abandoned."
      },
      {
        "name": "outcomeAt",
        "type": [
          "null",
          {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        ],
        "default": null,
        "doc": "When that was (event time); null for who is away."
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
          "namespace": "ebb",
          "name": "EngagementWhat",
          "logicalType": "hyphenated",
          "doc": "What was done to a customer, or answered.",
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
            "namespace": "ebb",
            "name": "Outcome",
            "logicalType": "hyphenated",
            "doc": "What came of an action.",
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
      },
      {
        "name": "detail",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "For `suppressed` and `held-out`: why it was not sent, such as backfill."
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
        "doc": "Kind of the fact or type of the record; `T` for `LifecycleTransition`."
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
  "LifecycleCensus": {
    "type": "record",
    "namespace": "ebb",
    "name": "LifecycleCensus",
    "doc": "How many customers of one partition stand where, and what flowed, counted within the commits. Topic `lifecycle-census`. Counts sum over the partitions; shares follow from the sums.",
    "fields": [
      {
        "name": "service",
        "type": "string",
        "doc": "The service that counts."
      },
      {
        "name": "partition",
        "type": "int",
        "doc": "The source partition counted."
      },
      {
        "name": "at",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "Event time that all counts stand for."
      },
      {
        "name": "stages",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "StageCount",
            "doc": "One lifecycle stage that somebody is at, or ever was.",
            "fields": [
              {
                "name": "stage",
                "type": "string",
                "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
              },
              {
                "name": "customers",
                "type": "long",
                "doc": "Who stands there."
              },
              {
                "name": "revenueMinor",
                "type": "long",
                "doc": "Their revenue in the window as of their last purchase."
              },
              {
                "name": "arpuMinor",
                "type": [
                  "null",
                  "double"
                ],
                "default": null,
                "doc": "Revenue per customer in the window, minor units; null with nobody there."
              },
              {
                "name": "entered",
                "type": "long",
                "default": 0,
                "doc": "Times that somebody entered the stage since the beginning, net of retractions."
              },
              {
                "name": "left",
                "type": "long",
                "default": 0,
                "doc": "Times that somebody left it."
              },
              {
                "name": "attrition",
                "type": "double",
                "default": 0,
                "doc": "Of all stays at the stage, the share that ended by going away: inactive, core-defector, lost, abandoned, disqualified or erased."
              },
              {
                "name": "retention",
                "type": "double",
                "default": 0,
                "doc": "The rest: still there, or gone on to another stage of those who buy."
              }
            ]
          }
        },
        "doc": "Those with anybody."
      },
      {
        "name": "flows",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "StageFlow",
            "doc": "From one stage to another.",
            "fields": [
              {
                "name": "fromStage",
                "type": "string",
                "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
              },
              {
                "name": "toStage",
                "type": "string",
                "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
              },
              {
                "name": "count",
                "type": "long",
                "doc": "Since the beginning, net of retractions."
              }
            ]
          }
        },
        "doc": "Those that ever were."
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
        "name": "advocacy",
        "type": "string",
        "doc": "Beside the stage, after the transition. One of: none, adept, ambassador, partner."
      },
      {
        "name": "lifetime",
        "type": "int",
        "doc": "The lifetime after: 1 for the first, 2 after a return, and so on."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why. One of: lead, first-purchase, repeat-purchase, core-test, purchase, silence, fading, return, false-alarm, incident, incident-over, payment, notice, notice-withdrawn, notice-effective, contract-ended, relationship, advocacy, lost, abandoned, erased."
      },
      {
        "name": "wonBack",
        "type": "boolean",
        "doc": "Of a return: whether within 90 days after a delivered action. An effect is claimed only against the hold-out."
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "How far it has come. One of: leaving, gone."
      },
      {
        "name": "trigger",
        "type": "string",
        "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended."
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
        "name": "relationship",
        "type": "string",
        "doc": "One of: transactional, contractual."
      },
      {
        "name": "advocacy",
        "type": "string",
        "doc": "One of: none, adept, ambassador, partner."
      },
      {
        "name": "causes",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "namespace": "ebb",
            "name": "AlertCause",
            "doc": "Why a customer leaves, with what a person can check it by.",
            "fields": [
              {
                "name": "cause",
                "type": "string",
                "doc": "One of: better-offer, price, payment-difficulty, need-ended, moved, defect-not-fixed, service-not-performed, bounced, failed-onboarding, disappointed, boredom, over-solicited, unknown."
              },
              {
                "name": "proof",
                "type": "string",
                "doc": "How it is known, the strongest first. One of: stated, open, closed, pattern, none."
              },
              {
                "name": "at",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "When it was stated or shown; of a pattern, the time of the alert."
              },
              {
                "name": "caseId",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The case that proves it."
              },
              {
                "name": "detail",
                "type": "string",
                "doc": "The figures that it rests on, in English."
              },
              {
                "name": "detailFr",
                "type": "string",
                "doc": "The same in French."
              },
              {
                "name": "restsOn",
                "type": {
                  "type": "array",
                  "items": "string"
                },
                "doc": "Ids of the events that it rests on."
              }
            ]
          }
        },
        "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
      },
      {
        "name": "notAssessable",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Causes for which there is too little to tell."
      },
      {
        "name": "evidence",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "AlertEvidence",
          "doc": "Why an alert was raised, as data.",
          "fields": [
            {
              "name": "silence",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "SilenceEvidence",
                  "doc": "What the purchases say at the time of the alert.",
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
                      "doc": "P(alive) of the MBG/NBD model; it sets deadlines, it is not the chance of return."
                    },
                    {
                      "name": "pAliveThreshold",
                      "type": [
                        "null",
                        "double"
                      ],
                      "default": null,
                      "doc": "The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke."
                    },
                    {
                      "name": "pBuysWithin180Days",
                      "type": "double",
                      "doc": "The chance of a purchase within 180 days if nothing is done."
                    },
                    {
                      "name": "chanceReasons",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "namespace": "ebb",
                          "name": "ChanceReason",
                          "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
                          "fields": [
                            {
                              "name": "feature",
                              "type": "string",
                              "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                            },
                            {
                              "name": "contribution",
                              "type": "double",
                              "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
                            },
                            {
                              "name": "detail",
                              "type": "string",
                              "doc": "In English."
                            },
                            {
                              "name": "detailFr",
                              "type": "string",
                              "doc": "The same in French."
                            }
                          ]
                        }
                      },
                      "default": [],
                      "doc": "What that chance rests on, the weightiest first; none where no learnt score ranks customers."
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
                }
              ],
              "default": null,
              "doc": "Null for who has never bought, and while no calibration is accepted."
            },
            {
              "name": "incidents",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "IncidentEvidence",
                  "doc": "The cases that speak.",
                  "fields": [
                    {
                      "name": "points",
                      "type": "double",
                      "doc": "The greatest of the cases' points, those of closed ones decayed."
                    },
                    {
                      "name": "cases",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CaseEvidence",
                          "doc": "A support case that speaks.",
                          "fields": [
                            {
                              "name": "caseId",
                              "type": "string",
                              "doc": "The case."
                            },
                            {
                              "name": "caseKind",
                              "type": "string",
                              "doc": "What it is about. One of: other, question, complaint, defect, unmet-expectation, service-not-performed, failed-onboarding, payment."
                            },
                            {
                              "name": "important",
                              "type": "boolean",
                              "default": false,
                              "doc": "Whether the service concerned is an important one to this customer."
                            },
                            {
                              "name": "openedAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When it was opened."
                            },
                            {
                              "name": "dueAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "Until when it was to be solved."
                            },
                            {
                              "name": "promised",
                              "type": "boolean",
                              "doc": "Whether that was promised to the customer."
                            },
                            {
                              "name": "closedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was closed; null while it is open."
                            },
                            {
                              "name": "sidewaysTransfers",
                              "type": "int",
                              "default": 0,
                              "doc": "Transfers to the same or a lower level."
                            },
                            {
                              "name": "missedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When its delay was first missed."
                            },
                            {
                              "name": "bouncedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was first bounced between desks."
                            },
                            {
                              "name": "reopenedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was first reopened soon after its closing."
                            },
                            {
                              "name": "oneTooMany",
                              "type": "boolean",
                              "default": false,
                              "doc": "Whether it was at its opening one case too many in a short time."
                            },
                            {
                              "name": "points",
                              "type": "double",
                              "doc": "Its incident points at the time of the alert."
                            },
                            {
                              "name": "restsOn",
                              "type": {
                                "type": "array",
                                "items": "string"
                              },
                              "doc": "Ids of the contacts that opened it or gave it points; of one case too many, also of those that opened the others."
                            }
                          ]
                        }
                      },
                      "doc": "The strongest first, at most 5."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where no case has points."
            },
            {
              "name": "notice",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "NoticeEvidence",
                  "doc": "Notice given.",
                  "fields": [
                    {
                      "name": "eventId",
                      "type": "string",
                      "doc": "Id of the contact."
                    },
                    {
                      "name": "givenAt",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When."
                    },
                    {
                      "name": "effectiveDay",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The day on which it takes effect."
                    },
                    {
                      "name": "motive",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "As the customer states it. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where no notice stands."
            },
            {
              "name": "payments",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "PaymentEvidence",
                  "doc": "Trouble with paying.",
                  "fields": [
                    {
                      "name": "unpaidInvoices",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "UnpaidInvoiceEvidence",
                          "doc": "An invoice past its due day.",
                          "fields": [
                            {
                              "name": "invoiceId",
                              "type": "string",
                              "doc": "The invoice."
                            },
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the profile change."
                            },
                            {
                              "name": "dueDay",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The day it was due."
                            }
                          ]
                        }
                      },
                      "doc": "Those that are open."
                    },
                    {
                      "name": "failedPayments",
                      "type": "int",
                      "doc": "Of the last 60 days."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where there is none."
            }
          ]
        },
        "doc": "Why, as data."
      },
      {
        "name": "pmg",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
      },
      {
        "name": "valueAtStakeMinor",
        "type": [
          "null",
          "long"
        ],
        "default": null,
        "doc": "What may be lost, or won back, a year; minor units of the reporting currency."
      },
      {
        "name": "openCase",
        "type": "boolean",
        "doc": "Whether a support case is open: it is solved before anything is sold."
      },
      {
        "name": "contactability",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "Contactability",
          "doc": "Whether, how and when a customer may be contacted.",
          "fields": [
            {
              "name": "consents",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "ChannelConsent",
                  "doc": "The last word on a channel.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "granted",
                      "type": "boolean",
                      "doc": "Whether contact is allowed."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When it was given or withdrawn."
                    },
                    {
                      "name": "source",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "Where and how it was given: its proof."
                    }
                  ]
                }
              },
              "doc": "At most one per channel."
            },
            {
              "name": "doNotContact",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "DoNotContactMark",
                  "doc": "A channel on which the customer must not be contacted.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "Since when."
                    }
                  ]
                }
              },
              "doc": "Channels that are barred, whatever the consents say."
            },
            {
              "name": "timeZone",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "IANA name; null where unknown."
            },
            {
              "name": "language",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "BCP 47 tag; null where unknown."
            }
          ]
        },
        "doc": "As known at the time of the alert."
      },
      {
        "name": "calibrationVersion",
        "type": "int",
        "doc": "The version of the population parameters in force; 0 for none."
      },
      {
        "name": "rulesVersion",
        "type": "string",
        "doc": "The version of the rules in force: a digest of them."
      },
      {
        "name": "restsOn",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Ids of the events that it rests on; the last purchase among them."
      },
      {
        "name": "explanation",
        "type": "string",
        "doc": "Why, in plain English."
      },
      {
        "name": "explanationFr",
        "type": "string",
        "doc": "The same in French."
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
      },
      {
        "name": "madeAt",
        "type": [
          "null",
          {
            "type": "long",
            "logicalType": "timestamp-millis"
          }
        ],
        "default": null,
        "doc": "When it was made, by the wall clock; of one that is passed on, the earliest of those that it rests on. Null where whoever made it does not say."
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
      },
      {
        "name": "headers",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "OutboxHeader",
            "doc": "One header.",
            "fields": [
              {
                "name": "key",
                "type": "string",
                "doc": "Its name."
              },
              {
                "name": "value",
                "type": "string",
                "doc": "Its text."
              }
            ]
          }
        },
        "default": [],
        "doc": "Headers of the record besides those of every record."
      }
    ]
  },
  "PopulationParameters": {
    "type": "record",
    "namespace": "ebb",
    "name": "PopulationParameters",
    "doc": "What is known of customers as a whole.",
    "fields": [
      {
        "name": "rhythm",
        "type": {
          "type": "record",
          "name": "RhythmParameters",
          "doc": "MBG/NBD (Batislam, Denizel & Filiztekin 2007); the unit of time is a week.",
          "fields": [
            {
              "name": "r",
              "type": "double",
              "doc": "Shape of the purchase rates."
            },
            {
              "name": "alpha",
              "type": "double",
              "doc": "Rate of the purchase rates, weeks."
            },
            {
              "name": "a",
              "type": "double",
              "doc": "Of the chance to drop out at a purchase."
            },
            {
              "name": "b",
              "type": "double",
              "doc": "Of the chance to drop out at a purchase."
            }
          ]
        },
        "doc": "How customers buy and drop out."
      },
      {
        "name": "spend",
        "type": [
          "null",
          {
            "type": "record",
            "name": "SpendParameters",
            "doc": "Gamma-gamma (Fader & Hardie 2013).",
            "fields": [
              {
                "name": "p",
                "type": "double",
                "doc": "Shape of a customer's days."
              },
              {
                "name": "q",
                "type": "double",
                "doc": "Shape of the customers."
              },
              {
                "name": "gammaMinor",
                "type": "double",
                "doc": "Scale, minor units of the reporting currency."
              }
            ]
          }
        ],
        "default": null,
        "doc": "What they spend on a purchase day; null where it could not be fitted."
      },
      {
        "name": "pmgEdges",
        "type": {
          "type": "record",
          "name": "PmgEdges",
          "doc": "Least window revenue, minor units.",
          "fields": [
            {
              "name": "medium",
              "type": "double",
              "doc": "Of a medium customer."
            },
            {
              "name": "large",
              "type": "double",
              "doc": "Of a large customer."
            }
          ]
        },
        "doc": "Small, medium and large customers."
      },
      {
        "name": "rfmEdges",
        "type": {
          "type": "record",
          "name": "RfmEdges",
          "doc": "Four ascending edges between five scores each.",
          "fields": [
            {
              "name": "recency",
              "type": {
                "type": "array",
                "items": "double"
              },
              "doc": "Of minus the days since the last purchase."
            },
            {
              "name": "frequency",
              "type": {
                "type": "array",
                "items": "double"
              },
              "doc": "Of purchase days in the window."
            },
            {
              "name": "monetary",
              "type": {
                "type": "array",
                "items": "double"
              },
              "doc": "Of window revenue, minor units."
            }
          ]
        },
        "doc": "Scores of recency, frequency and monetary value."
      },
      {
        "name": "goneDaysMin",
        "type": [
          "null",
          "int"
        ],
        "default": null,
        "doc": "The least silence, in days, after which a core customer counts as gone by own data; null where they do not tell."
      },
      {
        "name": "returnTable",
        "type": [
          "null",
          {
            "type": "record",
            "name": "IsotonicTable",
            "doc": "Rises from left to right; between two points it is a straight line, outside it stays.",
            "fields": [
              {
                "name": "predicted",
                "type": {
                  "type": "array",
                  "items": "double"
                },
                "doc": "Ascending."
              },
              {
                "name": "observed",
                "type": {
                  "type": "array",
                  "items": "double"
                },
                "doc": "Never falling; as many."
              }
            ]
          }
        ],
        "default": null,
        "doc": "From the predicted to the observed chance to buy within 180 days; null where there is too little to compare."
      },
      {
        "name": "ranking",
        "type": [
          "null",
          {
            "type": "record",
            "name": "Ranking",
            "doc": "What orders customers by how likely they are to buy, and the chance that goes with each place.",
            "fields": [
              {
                "name": "score",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "LearntScore",
                    "doc": "A logistic regression: log-odds of a purchase within some days, linear in standardised features; what is not known of a customer counts as the mean.",
                    "fields": [
                      {
                        "name": "labelDays",
                        "type": "int",
                        "doc": "Days within which a purchase was looked for."
                      },
                      {
                        "name": "lookBackDays",
                        "type": "int",
                        "doc": "Days back to which single purchase days are looked at."
                      },
                      {
                        "name": "intercept",
                        "type": "double",
                        "doc": "Log-odds of somebody average in everything."
                      },
                      {
                        "name": "terms",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "ScoreTerm",
                            "doc": "One feature.",
                            "fields": [
                              {
                                "name": "feature",
                                "type": "string",
                                "doc": "What is looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                              },
                              {
                                "name": "mean",
                                "type": "double",
                                "doc": "Over the customers that it was learnt from."
                              },
                              {
                                "name": "deviation",
                                "type": "double",
                                "doc": "Standard deviation over them; above 0."
                              },
                              {
                                "name": "weight",
                                "type": "double",
                                "doc": "Added to the log-odds for each deviation above the mean."
                              }
                            ]
                          }
                        },
                        "doc": "One for each feature."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The learnt score that ranks; null where the rhythm's expected purchases E of 180 days do, as 1 − e^−E."
              },
              {
                "name": "chances",
                "type": "ebb.IsotonicTable",
                "doc": "From the rank to the chance to buy within 180 days."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null where the chance to buy within 180 days itself ranks."
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
          "namespace": "ebb",
          "name": "ProfileWhat",
          "logicalType": "hyphenated",
          "doc": "What changed in a profile.",
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
            "namespace": "ebb",
            "name": "Relationship",
            "doc": "Whether silence can mean leaving, or only the end of a contract.",
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
            "namespace": "ebb",
            "name": "LossReason",
            "logicalType": "hyphenated",
            "doc": "Why a customer cannot come back.",
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
  "RetentionAction": {
    "type": "record",
    "namespace": "ebb",
    "name": "RetentionAction",
    "doc": "What is to be done about a customer, and why. Topic `retention-actions`.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "actionId",
        "type": "string",
        "doc": "Stands for the action in everything that comes of it: the record id. An action that is retracted and comes back keeps it."
      },
      {
        "name": "alertId",
        "type": "string",
        "doc": "Record id of the alert, or of the transition, that asks for it."
      },
      {
        "name": "kind",
        "type": "string",
        "doc": "One of: proactive-retention, reactive-retention, service-recovery, win-back, farewell, approval."
      },
      {
        "name": "rule",
        "type": "string",
        "doc": "Name of the rule of the policy."
      },
      {
        "name": "stage",
        "type": "string",
        "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "One of: leaving, gone, abandoned."
      },
      {
        "name": "trigger",
        "type": "string",
        "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended, abandonment."
      },
      {
        "name": "causes",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "The causes of the alert, ranked."
      },
      {
        "name": "pmg",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
      },
      {
        "name": "queue",
        "type": "string",
        "doc": "The skill that is needed: the call-centre queue, or the topic of a campaign."
      },
      {
        "name": "deskLevel",
        "type": "int",
        "doc": "Level of the desk, 1 to 3."
      },
      {
        "name": "channel",
        "type": "string",
        "doc": "One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
      },
      {
        "name": "commercial",
        "type": "boolean",
        "doc": "Whether it sells; commercial contacts count as contact pressure and need no objection."
      },
      {
        "name": "consentNeeded",
        "type": "string",
        "doc": "What has to hold when it is sent. One of: none (a legal duty or an answer that was asked for), not-refused, proved-opt-in."
      },
      {
        "name": "offer",
        "type": [
          "null",
          {
            "type": "record",
            "name": "ActionOffer",
            "doc": "What may be offered, and how far.",
            "fields": [
              {
                "name": "kind",
                "type": "string",
                "doc": "One of: discount, voucher, gift, service, substitute, payment-plan."
              },
              {
                "name": "startMinor",
                "type": "long",
                "doc": "Where to begin, minor units of the reporting currency; 0 where it has no price."
              },
              {
                "name": "limitMinor",
                "type": "long",
                "doc": "Never worth more than this, minor units of the reporting currency."
              }
            ]
          }
        ],
        "default": null,
        "doc": "Null where nothing may be offered."
      },
      {
        "name": "elements",
        "type": {
          "type": "record",
          "name": "ActionElements",
          "doc": "How it is done. A win-back carries all three; empty strings where nothing is to be said.",
          "fields": [
            {
              "name": "leading",
              "type": "string",
              "doc": "The element that leads, as it was hurt. One of: distributive, procedural, interactional, or empty."
            },
            {
              "name": "distributive",
              "type": "string",
              "doc": "What the customer gets."
            },
            {
              "name": "distributiveFr",
              "type": "string",
              "default": "",
              "doc": "The same in French."
            },
            {
              "name": "procedural",
              "type": "string",
              "doc": "How it is handled."
            },
            {
              "name": "proceduralFr",
              "type": "string",
              "default": "",
              "doc": "The same in French."
            },
            {
              "name": "interactional",
              "type": "string",
              "doc": "Who speaks, and how."
            },
            {
              "name": "interactionalFr",
              "type": "string",
              "default": "",
              "doc": "The same in French."
            }
          ]
        },
        "doc": "In plain words."
      },
      {
        "name": "avoid",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "What must not be said or offered, in plain words."
      },
      {
        "name": "avoidFr",
        "type": {
          "type": "array",
          "items": "string"
        },
        "default": [],
        "doc": "The same in French."
      },
      {
        "name": "dueAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "Until when it is to be done."
      },
      {
        "name": "expiresAt",
        "type": {
          "type": "long",
          "logicalType": "timestamp-millis"
        },
        "doc": "When it is of no use any more."
      },
      {
        "name": "valueAtStakeMinor",
        "type": [
          "null",
          "long"
        ],
        "default": null,
        "doc": "Of the alert."
      },
      {
        "name": "expectedGainMinor",
        "type": "long",
        "doc": "Value at stake × (success with it − success without), minor units of the reporting currency; orders the queues."
      },
      {
        "name": "pBuysWithin180Days",
        "type": [
          "null",
          "double"
        ],
        "default": null,
        "doc": "The chance of a purchase within 180 days if nothing is done; null where something else than silence spoke."
      },
      {
        "name": "chanceReasons",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "namespace": "ebb",
            "name": "ChanceReason",
            "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
            "fields": [
              {
                "name": "feature",
                "type": "string",
                "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
              },
              {
                "name": "contribution",
                "type": "double",
                "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
              },
              {
                "name": "detail",
                "type": "string",
                "doc": "In English."
              },
              {
                "name": "detailFr",
                "type": "string",
                "doc": "The same in French."
              }
            ]
          }
        },
        "default": [],
        "doc": "What that chance rests on, the weightiest first; none where no learnt score ranks customers."
      },
      {
        "name": "contactability",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "Contactability",
          "doc": "Whether, how and when a customer may be contacted.",
          "fields": [
            {
              "name": "consents",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "ChannelConsent",
                  "doc": "The last word on a channel.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "granted",
                      "type": "boolean",
                      "doc": "Whether contact is allowed."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When it was given or withdrawn."
                    },
                    {
                      "name": "source",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "Where and how it was given: its proof."
                    }
                  ]
                }
              },
              "doc": "At most one per channel."
            },
            {
              "name": "doNotContact",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "DoNotContactMark",
                  "doc": "A channel on which the customer must not be contacted.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "Since when."
                    }
                  ]
                }
              },
              "doc": "Channels that are barred, whatever the consents say."
            },
            {
              "name": "timeZone",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "IANA name; null where unknown."
            },
            {
              "name": "language",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "BCP 47 tag; null where unknown."
            }
          ]
        },
        "doc": "As known when it was decided; changes follow as ContactabilityChanged."
      },
      {
        "name": "reason",
        "type": "string",
        "doc": "Why this and not another, in plain English."
      },
      {
        "name": "reasonFr",
        "type": "string",
        "doc": "The same in French."
      },
      {
        "name": "explanation",
        "type": "string",
        "doc": "Of the alert, in plain English."
      },
      {
        "name": "explanationFr",
        "type": "string",
        "doc": "The same in French."
      },
      {
        "name": "restsOn",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Ids of the events that the alert rests on."
      },
      {
        "name": "policyVersion",
        "type": "string",
        "doc": "The version of the policy in force: a digest of it."
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
  "RiskAlert": {
    "type": "record",
    "namespace": "ebb",
    "name": "RiskAlert",
    "doc": "A customer who is not core is leaving or gone by an incident or notice, with ranked causes and the evidence. Topic `customer-alerts`.",
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
        "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
      },
      {
        "name": "phase",
        "type": "string",
        "doc": "How far it has come. One of: leaving, gone."
      },
      {
        "name": "trigger",
        "type": "string",
        "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended."
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
        "name": "relationship",
        "type": "string",
        "doc": "One of: transactional, contractual."
      },
      {
        "name": "advocacy",
        "type": "string",
        "doc": "One of: none, adept, ambassador, partner."
      },
      {
        "name": "causes",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "namespace": "ebb",
            "name": "AlertCause",
            "doc": "Why a customer leaves, with what a person can check it by.",
            "fields": [
              {
                "name": "cause",
                "type": "string",
                "doc": "One of: better-offer, price, payment-difficulty, need-ended, moved, defect-not-fixed, service-not-performed, bounced, failed-onboarding, disappointed, boredom, over-solicited, unknown."
              },
              {
                "name": "proof",
                "type": "string",
                "doc": "How it is known, the strongest first. One of: stated, open, closed, pattern, none."
              },
              {
                "name": "at",
                "type": {
                  "type": "long",
                  "logicalType": "timestamp-millis"
                },
                "doc": "When it was stated or shown; of a pattern, the time of the alert."
              },
              {
                "name": "caseId",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The case that proves it."
              },
              {
                "name": "detail",
                "type": "string",
                "doc": "The figures that it rests on, in English."
              },
              {
                "name": "detailFr",
                "type": "string",
                "doc": "The same in French."
              },
              {
                "name": "restsOn",
                "type": {
                  "type": "array",
                  "items": "string"
                },
                "doc": "Ids of the events that it rests on."
              }
            ]
          }
        },
        "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
      },
      {
        "name": "notAssessable",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Causes for which there is too little to tell."
      },
      {
        "name": "evidence",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "AlertEvidence",
          "doc": "Why an alert was raised, as data.",
          "fields": [
            {
              "name": "silence",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "SilenceEvidence",
                  "doc": "What the purchases say at the time of the alert.",
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
                      "doc": "P(alive) of the MBG/NBD model; it sets deadlines, it is not the chance of return."
                    },
                    {
                      "name": "pAliveThreshold",
                      "type": [
                        "null",
                        "double"
                      ],
                      "default": null,
                      "doc": "The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke."
                    },
                    {
                      "name": "pBuysWithin180Days",
                      "type": "double",
                      "doc": "The chance of a purchase within 180 days if nothing is done."
                    },
                    {
                      "name": "chanceReasons",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "namespace": "ebb",
                          "name": "ChanceReason",
                          "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
                          "fields": [
                            {
                              "name": "feature",
                              "type": "string",
                              "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                            },
                            {
                              "name": "contribution",
                              "type": "double",
                              "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
                            },
                            {
                              "name": "detail",
                              "type": "string",
                              "doc": "In English."
                            },
                            {
                              "name": "detailFr",
                              "type": "string",
                              "doc": "The same in French."
                            }
                          ]
                        }
                      },
                      "default": [],
                      "doc": "What that chance rests on, the weightiest first; none where no learnt score ranks customers."
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
                }
              ],
              "default": null,
              "doc": "Null for who has never bought, and while no calibration is accepted."
            },
            {
              "name": "incidents",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "IncidentEvidence",
                  "doc": "The cases that speak.",
                  "fields": [
                    {
                      "name": "points",
                      "type": "double",
                      "doc": "The greatest of the cases' points, those of closed ones decayed."
                    },
                    {
                      "name": "cases",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CaseEvidence",
                          "doc": "A support case that speaks.",
                          "fields": [
                            {
                              "name": "caseId",
                              "type": "string",
                              "doc": "The case."
                            },
                            {
                              "name": "caseKind",
                              "type": "string",
                              "doc": "What it is about. One of: other, question, complaint, defect, unmet-expectation, service-not-performed, failed-onboarding, payment."
                            },
                            {
                              "name": "important",
                              "type": "boolean",
                              "default": false,
                              "doc": "Whether the service concerned is an important one to this customer."
                            },
                            {
                              "name": "openedAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When it was opened."
                            },
                            {
                              "name": "dueAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "Until when it was to be solved."
                            },
                            {
                              "name": "promised",
                              "type": "boolean",
                              "doc": "Whether that was promised to the customer."
                            },
                            {
                              "name": "closedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was closed; null while it is open."
                            },
                            {
                              "name": "sidewaysTransfers",
                              "type": "int",
                              "default": 0,
                              "doc": "Transfers to the same or a lower level."
                            },
                            {
                              "name": "missedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When its delay was first missed."
                            },
                            {
                              "name": "bouncedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was first bounced between desks."
                            },
                            {
                              "name": "reopenedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was first reopened soon after its closing."
                            },
                            {
                              "name": "oneTooMany",
                              "type": "boolean",
                              "default": false,
                              "doc": "Whether it was at its opening one case too many in a short time."
                            },
                            {
                              "name": "points",
                              "type": "double",
                              "doc": "Its incident points at the time of the alert."
                            },
                            {
                              "name": "restsOn",
                              "type": {
                                "type": "array",
                                "items": "string"
                              },
                              "doc": "Ids of the contacts that opened it or gave it points; of one case too many, also of those that opened the others."
                            }
                          ]
                        }
                      },
                      "doc": "The strongest first, at most 5."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where no case has points."
            },
            {
              "name": "notice",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "NoticeEvidence",
                  "doc": "Notice given.",
                  "fields": [
                    {
                      "name": "eventId",
                      "type": "string",
                      "doc": "Id of the contact."
                    },
                    {
                      "name": "givenAt",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When."
                    },
                    {
                      "name": "effectiveDay",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The day on which it takes effect."
                    },
                    {
                      "name": "motive",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "As the customer states it. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where no notice stands."
            },
            {
              "name": "payments",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "PaymentEvidence",
                  "doc": "Trouble with paying.",
                  "fields": [
                    {
                      "name": "unpaidInvoices",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "UnpaidInvoiceEvidence",
                          "doc": "An invoice past its due day.",
                          "fields": [
                            {
                              "name": "invoiceId",
                              "type": "string",
                              "doc": "The invoice."
                            },
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the profile change."
                            },
                            {
                              "name": "dueDay",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The day it was due."
                            }
                          ]
                        }
                      },
                      "doc": "Those that are open."
                    },
                    {
                      "name": "failedPayments",
                      "type": "int",
                      "doc": "Of the last 60 days."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null where there is none."
            }
          ]
        },
        "doc": "Why, as data."
      },
      {
        "name": "pmg",
        "type": [
          "null",
          "string"
        ],
        "default": null,
        "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
      },
      {
        "name": "valueAtStakeMinor",
        "type": [
          "null",
          "long"
        ],
        "default": null,
        "doc": "What may be lost, or won back, a year; minor units of the reporting currency."
      },
      {
        "name": "openCase",
        "type": "boolean",
        "doc": "Whether a support case is open: it is solved before anything is sold."
      },
      {
        "name": "contactability",
        "type": {
          "type": "record",
          "namespace": "ebb",
          "name": "Contactability",
          "doc": "Whether, how and when a customer may be contacted.",
          "fields": [
            {
              "name": "consents",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "ChannelConsent",
                  "doc": "The last word on a channel.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "granted",
                      "type": "boolean",
                      "doc": "Whether contact is allowed."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When it was given or withdrawn."
                    },
                    {
                      "name": "source",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "Where and how it was given: its proof."
                    }
                  ]
                }
              },
              "doc": "At most one per channel."
            },
            {
              "name": "doNotContact",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "DoNotContactMark",
                  "doc": "A channel on which the customer must not be contacted.",
                  "fields": [
                    {
                      "name": "channel",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "Since when."
                    }
                  ]
                }
              },
              "doc": "Channels that are barred, whatever the consents say."
            },
            {
              "name": "timeZone",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "IANA name; null where unknown."
            },
            {
              "name": "language",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "BCP 47 tag; null where unknown."
            }
          ]
        },
        "doc": "As known at the time of the alert."
      },
      {
        "name": "calibrationVersion",
        "type": "int",
        "doc": "The version of the population parameters in force; 0 for none."
      },
      {
        "name": "rulesVersion",
        "type": "string",
        "doc": "The version of the rules in force: a digest of them."
      },
      {
        "name": "restsOn",
        "type": {
          "type": "array",
          "items": "string"
        },
        "doc": "Ids of the events that it rests on; the last purchase among them."
      },
      {
        "name": "explanation",
        "type": "string",
        "doc": "Why, in plain English."
      },
      {
        "name": "explanationFr",
        "type": "string",
        "doc": "The same in French."
      }
    ]
  },
  "StoredActions": {
    "type": "record",
    "namespace": "ebb",
    "name": "StoredActions",
    "doc": "What the service of actions keeps of a customer in Redis: a base, and what the lifecycle has said within the horizon after it, from which the present is folded anew when a late record comes in. Never on a topic.",
    "fields": [
      {
        "name": "base",
        "type": {
          "type": "record",
          "name": "ActionsState",
          "doc": "What is known up to a point in event time; the shape is that of the domain.",
          "fields": [
            {
              "name": "open",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "OpenAction",
                  "doc": "The one action that is under way.",
                  "fields": [
                    {
                      "name": "actionId",
                      "type": "string",
                      "doc": "The action."
                    },
                    {
                      "name": "alertIds",
                      "type": {
                        "type": "array",
                        "items": "string"
                      },
                      "doc": "The alerts that it serves; when the last of them closes, it is called off."
                    },
                    {
                      "name": "kind",
                      "type": "string",
                      "doc": "What is done."
                    },
                    {
                      "name": "rule",
                      "type": "string",
                      "doc": "Name of the rule of the policy."
                    },
                    {
                      "name": "phase",
                      "type": "string",
                      "doc": "How far the customer has gone. One of: leaving, gone, abandoned."
                    },
                    {
                      "name": "trigger",
                      "type": "string",
                      "doc": "What made it speak."
                    },
                    {
                      "name": "expiresAt",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When it is of no use any more (event time)."
                    }
                  ]
                }
              ],
              "doc": "Null where none is."
            },
            {
              "name": "contactability",
              "type": [
                "null",
                {
                  "type": "record",
                  "namespace": "ebb",
                  "name": "Contactability",
                  "doc": "Whether, how and when a customer may be contacted.",
                  "fields": [
                    {
                      "name": "consents",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "ChannelConsent",
                          "doc": "The last word on a channel.",
                          "fields": [
                            {
                              "name": "channel",
                              "type": [
                                "null",
                                "string"
                              ],
                              "default": null,
                              "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                            },
                            {
                              "name": "granted",
                              "type": "boolean",
                              "doc": "Whether contact is allowed."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When it was given or withdrawn."
                            },
                            {
                              "name": "source",
                              "type": [
                                "null",
                                "string"
                              ],
                              "default": null,
                              "doc": "Where and how it was given: its proof."
                            }
                          ]
                        }
                      },
                      "doc": "At most one per channel."
                    },
                    {
                      "name": "doNotContact",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "DoNotContactMark",
                          "doc": "A channel on which the customer must not be contacted.",
                          "fields": [
                            {
                              "name": "channel",
                              "type": [
                                "null",
                                "string"
                              ],
                              "default": null,
                              "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "Since when."
                            }
                          ]
                        }
                      },
                      "doc": "Channels that are barred, whatever the consents say."
                    },
                    {
                      "name": "timeZone",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "IANA name; null where unknown."
                    },
                    {
                      "name": "language",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "BCP 47 tag; null where unknown."
                    }
                  ]
                }
              ],
              "doc": "As last said by the lifecycle; null before it said any."
            },
            {
              "name": "withdrawals",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "AwaitedWithdrawal",
                  "doc": "A record that is taken back, to be passed over when it comes, at the same instant.",
                  "fields": [
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "The event time of both."
                    },
                    {
                      "name": "factId",
                      "type": "string",
                      "doc": "`<record id>#<revision>` of the record that is withdrawn."
                    }
                  ]
                }
              },
              "doc": "Of the last instant."
            },
            {
              "name": "decisions",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "PastDecision",
                  "doc": "What was decided about an alert.",
                  "fields": [
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When (event time)."
                    },
                    {
                      "name": "alertId",
                      "type": "string",
                      "doc": "The alert."
                    },
                    {
                      "name": "rule",
                      "type": "string",
                      "doc": "Name of the rule of the policy."
                    },
                    {
                      "name": "kind",
                      "type": "string",
                      "doc": "What was done, or would have been; empty where nothing was right."
                    },
                    {
                      "name": "withheld",
                      "type": [
                        "null",
                        "string"
                      ],
                      "doc": "Why nothing was done; null for an action."
                    }
                  ]
                }
              },
              "doc": "The last ones, oldest first."
            },
            {
              "name": "trials",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "Trial",
                  "doc": "A customer is watched, from an alert on, for what becomes of who is acted on and of who is held out.",
                  "fields": [
                    {
                      "name": "alertId",
                      "type": "string",
                      "doc": "The alert."
                    },
                    {
                      "name": "at",
                      "type": {
                        "type": "long",
                        "logicalType": "timestamp-millis"
                      },
                      "doc": "When it was raised (event time)."
                    },
                    {
                      "name": "stage",
                      "type": "string",
                      "doc": "The stage at the alert."
                    },
                    {
                      "name": "phase",
                      "type": "string",
                      "doc": "How far the customer had gone."
                    },
                    {
                      "name": "pmg",
                      "type": [
                        "null",
                        "string"
                      ],
                      "doc": "Size by revenue; null where it was not known."
                    },
                    {
                      "name": "kind",
                      "type": "string",
                      "doc": "What was done, or would have been."
                    },
                    {
                      "name": "rule",
                      "type": "string",
                      "doc": "Name of the rule of the policy."
                    },
                    {
                      "name": "policyVersion",
                      "type": "string",
                      "doc": "The version of the policy."
                    },
                    {
                      "name": "group",
                      "type": "string",
                      "doc": "One of: acted, held-out."
                    },
                    {
                      "name": "outcome",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "TrialOutcome",
                          "doc": "What has become of the customer.",
                          "fields": [
                            {
                              "name": "what",
                              "type": "string",
                              "doc": "As what an alert was closed."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When (event time)."
                            }
                          ]
                        }
                      ],
                      "doc": "Null while nothing has."
                    }
                  ]
                }
              },
              "default": [],
              "doc": "Those that run, oldest first."
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
            "namespace": "ebb",
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
            "type": "long",
            "logicalType": "timestamp-millis"
          },
          {
            "type": "record",
            "namespace": "ebb",
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
        "doc": "The last place that the base holds: the end of an instant, or any other; null where it holds nothing yet."
      },
      {
        "name": "facts",
        "type": {
          "type": "array",
          "items": [
            {
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
                  "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                },
                {
                  "name": "phase",
                  "type": "string",
                  "doc": "How far it has come. One of: leaving, gone."
                },
                {
                  "name": "trigger",
                  "type": "string",
                  "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended."
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
                  "name": "relationship",
                  "type": "string",
                  "doc": "One of: transactional, contractual."
                },
                {
                  "name": "advocacy",
                  "type": "string",
                  "doc": "One of: none, adept, ambassador, partner."
                },
                {
                  "name": "causes",
                  "type": {
                    "type": "array",
                    "items": {
                      "type": "record",
                      "namespace": "ebb",
                      "name": "AlertCause",
                      "doc": "Why a customer leaves, with what a person can check it by.",
                      "fields": [
                        {
                          "name": "cause",
                          "type": "string",
                          "doc": "One of: better-offer, price, payment-difficulty, need-ended, moved, defect-not-fixed, service-not-performed, bounced, failed-onboarding, disappointed, boredom, over-solicited, unknown."
                        },
                        {
                          "name": "proof",
                          "type": "string",
                          "doc": "How it is known, the strongest first. One of: stated, open, closed, pattern, none."
                        },
                        {
                          "name": "at",
                          "type": {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          },
                          "doc": "When it was stated or shown; of a pattern, the time of the alert."
                        },
                        {
                          "name": "caseId",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "The case that proves it."
                        },
                        {
                          "name": "detail",
                          "type": "string",
                          "doc": "The figures that it rests on, in English."
                        },
                        {
                          "name": "detailFr",
                          "type": "string",
                          "doc": "The same in French."
                        },
                        {
                          "name": "restsOn",
                          "type": {
                            "type": "array",
                            "items": "string"
                          },
                          "doc": "Ids of the events that it rests on."
                        }
                      ]
                    }
                  },
                  "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
                },
                {
                  "name": "notAssessable",
                  "type": {
                    "type": "array",
                    "items": "string"
                  },
                  "doc": "Causes for which there is too little to tell."
                },
                {
                  "name": "evidence",
                  "type": {
                    "type": "record",
                    "namespace": "ebb",
                    "name": "AlertEvidence",
                    "doc": "Why an alert was raised, as data.",
                    "fields": [
                      {
                        "name": "silence",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "SilenceEvidence",
                            "doc": "What the purchases say at the time of the alert.",
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
                                "doc": "P(alive) of the MBG/NBD model; it sets deadlines, it is not the chance of return."
                              },
                              {
                                "name": "pAliveThreshold",
                                "type": [
                                  "null",
                                  "double"
                                ],
                                "default": null,
                                "doc": "The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke."
                              },
                              {
                                "name": "pBuysWithin180Days",
                                "type": "double",
                                "doc": "The chance of a purchase within 180 days if nothing is done."
                              },
                              {
                                "name": "chanceReasons",
                                "type": {
                                  "type": "array",
                                  "items": {
                                    "type": "record",
                                    "namespace": "ebb",
                                    "name": "ChanceReason",
                                    "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
                                    "fields": [
                                      {
                                        "name": "feature",
                                        "type": "string",
                                        "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                                      },
                                      {
                                        "name": "contribution",
                                        "type": "double",
                                        "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
                                      },
                                      {
                                        "name": "detail",
                                        "type": "string",
                                        "doc": "In English."
                                      },
                                      {
                                        "name": "detailFr",
                                        "type": "string",
                                        "doc": "The same in French."
                                      }
                                    ]
                                  }
                                },
                                "default": [],
                                "doc": "What that chance rests on, the weightiest first; none where no learnt score ranks customers."
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
                          }
                        ],
                        "default": null,
                        "doc": "Null for who has never bought, and while no calibration is accepted."
                      },
                      {
                        "name": "incidents",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "IncidentEvidence",
                            "doc": "The cases that speak.",
                            "fields": [
                              {
                                "name": "points",
                                "type": "double",
                                "doc": "The greatest of the cases' points, those of closed ones decayed."
                              },
                              {
                                "name": "cases",
                                "type": {
                                  "type": "array",
                                  "items": {
                                    "type": "record",
                                    "name": "CaseEvidence",
                                    "doc": "A support case that speaks.",
                                    "fields": [
                                      {
                                        "name": "caseId",
                                        "type": "string",
                                        "doc": "The case."
                                      },
                                      {
                                        "name": "caseKind",
                                        "type": "string",
                                        "doc": "What it is about. One of: other, question, complaint, defect, unmet-expectation, service-not-performed, failed-onboarding, payment."
                                      },
                                      {
                                        "name": "important",
                                        "type": "boolean",
                                        "default": false,
                                        "doc": "Whether the service concerned is an important one to this customer."
                                      },
                                      {
                                        "name": "openedAt",
                                        "type": {
                                          "type": "long",
                                          "logicalType": "timestamp-millis"
                                        },
                                        "doc": "When it was opened."
                                      },
                                      {
                                        "name": "dueAt",
                                        "type": {
                                          "type": "long",
                                          "logicalType": "timestamp-millis"
                                        },
                                        "doc": "Until when it was to be solved."
                                      },
                                      {
                                        "name": "promised",
                                        "type": "boolean",
                                        "doc": "Whether that was promised to the customer."
                                      },
                                      {
                                        "name": "closedAt",
                                        "type": [
                                          "null",
                                          {
                                            "type": "long",
                                            "logicalType": "timestamp-millis"
                                          }
                                        ],
                                        "default": null,
                                        "doc": "When it was closed; null while it is open."
                                      },
                                      {
                                        "name": "sidewaysTransfers",
                                        "type": "int",
                                        "default": 0,
                                        "doc": "Transfers to the same or a lower level."
                                      },
                                      {
                                        "name": "missedAt",
                                        "type": [
                                          "null",
                                          {
                                            "type": "long",
                                            "logicalType": "timestamp-millis"
                                          }
                                        ],
                                        "default": null,
                                        "doc": "When its delay was first missed."
                                      },
                                      {
                                        "name": "bouncedAt",
                                        "type": [
                                          "null",
                                          {
                                            "type": "long",
                                            "logicalType": "timestamp-millis"
                                          }
                                        ],
                                        "default": null,
                                        "doc": "When it was first bounced between desks."
                                      },
                                      {
                                        "name": "reopenedAt",
                                        "type": [
                                          "null",
                                          {
                                            "type": "long",
                                            "logicalType": "timestamp-millis"
                                          }
                                        ],
                                        "default": null,
                                        "doc": "When it was first reopened soon after its closing."
                                      },
                                      {
                                        "name": "oneTooMany",
                                        "type": "boolean",
                                        "default": false,
                                        "doc": "Whether it was at its opening one case too many in a short time."
                                      },
                                      {
                                        "name": "points",
                                        "type": "double",
                                        "doc": "Its incident points at the time of the alert."
                                      },
                                      {
                                        "name": "restsOn",
                                        "type": {
                                          "type": "array",
                                          "items": "string"
                                        },
                                        "doc": "Ids of the contacts that opened it or gave it points; of one case too many, also of those that opened the others."
                                      }
                                    ]
                                  }
                                },
                                "doc": "The strongest first, at most 5."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "Null where no case has points."
                      },
                      {
                        "name": "notice",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "NoticeEvidence",
                            "doc": "Notice given.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the contact."
                              },
                              {
                                "name": "givenAt",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              },
                              {
                                "name": "effectiveDay",
                                "type": {
                                  "type": "int",
                                  "logicalType": "date"
                                },
                                "doc": "The day on which it takes effect."
                              },
                              {
                                "name": "motive",
                                "type": [
                                  "null",
                                  "string"
                                ],
                                "default": null,
                                "doc": "As the customer states it. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "Null where no notice stands."
                      },
                      {
                        "name": "payments",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "PaymentEvidence",
                            "doc": "Trouble with paying.",
                            "fields": [
                              {
                                "name": "unpaidInvoices",
                                "type": {
                                  "type": "array",
                                  "items": {
                                    "type": "record",
                                    "name": "UnpaidInvoiceEvidence",
                                    "doc": "An invoice past its due day.",
                                    "fields": [
                                      {
                                        "name": "invoiceId",
                                        "type": "string",
                                        "doc": "The invoice."
                                      },
                                      {
                                        "name": "eventId",
                                        "type": "string",
                                        "doc": "Id of the profile change."
                                      },
                                      {
                                        "name": "dueDay",
                                        "type": {
                                          "type": "int",
                                          "logicalType": "date"
                                        },
                                        "doc": "The day it was due."
                                      }
                                    ]
                                  }
                                },
                                "doc": "Those that are open."
                              },
                              {
                                "name": "failedPayments",
                                "type": "int",
                                "doc": "Of the last 60 days."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "Null where there is none."
                      }
                    ]
                  },
                  "doc": "Why, as data."
                },
                {
                  "name": "pmg",
                  "type": [
                    "null",
                    "string"
                  ],
                  "default": null,
                  "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
                },
                {
                  "name": "valueAtStakeMinor",
                  "type": [
                    "null",
                    "long"
                  ],
                  "default": null,
                  "doc": "What may be lost, or won back, a year; minor units of the reporting currency."
                },
                {
                  "name": "openCase",
                  "type": "boolean",
                  "doc": "Whether a support case is open: it is solved before anything is sold."
                },
                {
                  "name": "contactability",
                  "type": "ebb.Contactability",
                  "doc": "As known at the time of the alert."
                },
                {
                  "name": "calibrationVersion",
                  "type": "int",
                  "doc": "The version of the population parameters in force; 0 for none."
                },
                {
                  "name": "rulesVersion",
                  "type": "string",
                  "doc": "The version of the rules in force: a digest of them."
                },
                {
                  "name": "restsOn",
                  "type": {
                    "type": "array",
                    "items": "string"
                  },
                  "doc": "Ids of the events that it rests on; the last purchase among them."
                },
                {
                  "name": "explanation",
                  "type": "string",
                  "doc": "Why, in plain English."
                },
                {
                  "name": "explanationFr",
                  "type": "string",
                  "doc": "The same in French."
                }
              ]
            },
            {
              "type": "record",
              "namespace": "ebb",
              "name": "RiskAlert",
              "doc": "A customer who is not core is leaving or gone by an incident or notice, with ranked causes and the evidence. Topic `customer-alerts`.",
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
                  "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                },
                {
                  "name": "phase",
                  "type": "string",
                  "doc": "How far it has come. One of: leaving, gone."
                },
                {
                  "name": "trigger",
                  "type": "string",
                  "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended."
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
                  "name": "relationship",
                  "type": "string",
                  "doc": "One of: transactional, contractual."
                },
                {
                  "name": "advocacy",
                  "type": "string",
                  "doc": "One of: none, adept, ambassador, partner."
                },
                {
                  "name": "causes",
                  "type": {
                    "type": "array",
                    "items": "ebb.AlertCause"
                  },
                  "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
                },
                {
                  "name": "notAssessable",
                  "type": {
                    "type": "array",
                    "items": "string"
                  },
                  "doc": "Causes for which there is too little to tell."
                },
                {
                  "name": "evidence",
                  "type": "ebb.AlertEvidence",
                  "doc": "Why, as data."
                },
                {
                  "name": "pmg",
                  "type": [
                    "null",
                    "string"
                  ],
                  "default": null,
                  "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
                },
                {
                  "name": "valueAtStakeMinor",
                  "type": [
                    "null",
                    "long"
                  ],
                  "default": null,
                  "doc": "What may be lost, or won back, a year; minor units of the reporting currency."
                },
                {
                  "name": "openCase",
                  "type": "boolean",
                  "doc": "Whether a support case is open: it is solved before anything is sold."
                },
                {
                  "name": "contactability",
                  "type": "ebb.Contactability",
                  "doc": "As known at the time of the alert."
                },
                {
                  "name": "calibrationVersion",
                  "type": "int",
                  "doc": "The version of the population parameters in force; 0 for none."
                },
                {
                  "name": "rulesVersion",
                  "type": "string",
                  "doc": "The version of the rules in force: a digest of them."
                },
                {
                  "name": "restsOn",
                  "type": {
                    "type": "array",
                    "items": "string"
                  },
                  "doc": "Ids of the events that it rests on; the last purchase among them."
                },
                {
                  "name": "explanation",
                  "type": "string",
                  "doc": "Why, in plain English."
                },
                {
                  "name": "explanationFr",
                  "type": "string",
                  "doc": "The same in French."
                }
              ]
            },
            {
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
                  "doc": "Why. One of: false-alarm, returned, purchased, escalated, incident-over, notice-withdrawn, lost, abandoned, erased."
                }
              ]
            },
            {
              "type": "record",
              "namespace": "ebb",
              "name": "ContactabilityChanged",
              "doc": "How a customer may be contacted, as it holds from now on. Topics `customer-alerts` and, forwarded while it matters, `retention-actions`.",
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
                  "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                },
                {
                  "name": "contactability",
                  "type": "ebb.Contactability",
                  "doc": "All of it."
                }
              ]
            },
            {
              "type": "record",
              "namespace": "ebb",
              "name": "ActionOutcome",
              "doc": "What came of an action. Topic `customer-alerts`.",
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
                  "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                },
                {
                  "name": "actionId",
                  "type": "string",
                  "doc": "The action."
                },
                {
                  "name": "what",
                  "type": "string",
                  "doc": "One of: action-sent, delivered, answered, outcome, opted-out, suppressed, held-out."
                },
                {
                  "name": "outcome",
                  "type": [
                    "null",
                    "string"
                  ],
                  "default": null,
                  "doc": "For `outcome`. One of: other, accepted, refused, call-back, not-reached, solved, wrong-number."
                },
                {
                  "name": "motive",
                  "type": [
                    "null",
                    "string"
                  ],
                  "default": null,
                  "doc": "Of a refusal. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
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
                  "doc": "When the customer asked to be called."
                }
              ]
            },
            {
              "type": "record",
              "namespace": "ebb",
              "name": "AbandonmentProposed",
              "doc": "It costs more to keep this customer than the customer brings, twice: a manager may approve to end it. Topic `customer-alerts`.",
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
                  "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                },
                {
                  "name": "stage",
                  "type": "string",
                  "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
                },
                {
                  "name": "marginMinor",
                  "type": "long",
                  "doc": "Of twelve months, minor units of the reporting currency."
                },
                {
                  "name": "costToServeMinor",
                  "type": "long",
                  "doc": "Of the same twelve months."
                },
                {
                  "name": "psychologicalValueMinor",
                  "type": "long",
                  "doc": "What referrals add."
                },
                {
                  "name": "explanation",
                  "type": "string",
                  "doc": "In plain English."
                },
                {
                  "name": "explanationFr",
                  "type": "string",
                  "doc": "The same in French."
                }
              ]
            },
            {
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
                  "name": "advocacy",
                  "type": "string",
                  "doc": "Beside the stage, after the transition. One of: none, adept, ambassador, partner."
                },
                {
                  "name": "lifetime",
                  "type": "int",
                  "doc": "The lifetime after: 1 for the first, 2 after a return, and so on."
                },
                {
                  "name": "reason",
                  "type": "string",
                  "doc": "Why. One of: lead, first-purchase, repeat-purchase, core-test, purchase, silence, fading, return, false-alarm, incident, incident-over, payment, notice, notice-withdrawn, notice-effective, contract-ended, relationship, advocacy, lost, abandoned, erased."
                },
                {
                  "name": "wonBack",
                  "type": "boolean",
                  "doc": "Of a return: whether within 90 days after a delivered action. An effect is claimed only against the hold-out."
                }
              ]
            },
            {
              "type": "record",
              "name": "StoredWithdrawal",
              "doc": "A record that the lifecycle has taken back.",
              "fields": [
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
                  "name": "at",
                  "type": {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  },
                  "doc": "The event time of the record that is withdrawn."
                }
              ]
            }
          ]
        },
        "doc": "The records after the base as they came, in order."
      },
      {
        "name": "emitted",
        "type": {
          "type": "array",
          "items": {
            "type": "record",
            "name": "EmittedAction",
            "doc": "A record that was sent for what lies within the horizon.",
            "fields": [
              {
                "name": "cause",
                "type": [
                  "int",
                  "string"
                ],
                "doc": "The id before the last slash: by the index of the fact that is its cause, or itself."
              },
              {
                "name": "suffix",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The rest of the id; null for that of its type."
              },
              {
                "name": "recordType",
                "type": {
                  "type": "enum",
                  "name": "ActionRecordType",
                  "symbols": [
                    "RetentionAction",
                    "ActionCalledOff",
                    "ActionWithheld",
                    "ContactabilityChanged",
                    "EffectMeasured"
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
                "type": [
                  "null",
                  {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  }
                ],
                "default": null,
                "doc": "The event time at which it took effect; null for that of the fact that is its cause."
              },
              {
                "name": "digest",
                "type": {
                  "type": "fixed",
                  "namespace": "ebb",
                  "name": "Digest",
                  "doc": "Eight bytes over the content of a record, to see whether it has changed.",
                  "logicalType": "octets",
                  "size": 8
                },
                "doc": "Digest of its content, to see whether it has changed."
              },
              {
                "name": "retracted",
                "type": "boolean",
                "doc": "Whether that revision was withdrawn."
              },
              {
                "name": "flow",
                "type": "string",
                "default": "",
                "doc": "As what the census counted it, such as win-back/core-defector/held-out/away; empty for nothing."
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
                      "type": "bytes",
                      "logicalType": "day-buckets"
                    },
                    "doc": "The days with purchases or refunds, ascending, all within the window of the latest event: what was bought and refunded on each, in minor units of the reporting currency, packed as packages/domain/src/purchases/day-buckets.ts says."
                  },
                  {
                    "name": "categoryDays",
                    "type": {
                      "type": "array",
                      "items": {
                        "type": "record",
                        "name": "CategoryDay",
                        "doc": "What a purchase day was about.",
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
                            "name": "categories",
                            "type": {
                              "type": "array",
                              "items": "string"
                            },
                            "doc": "Without repeats, sorted."
                          }
                        ]
                      }
                    },
                    "doc": "The latest days whose categories are known, ascending, at most 16."
                  }
                ]
              },
              "doc": "RFM in buckets."
            },
            {
              "name": "contacts",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "CustomerContacts",
                  "doc": "What support contacts have left behind.",
                  "fields": [
                    {
                      "name": "cases",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerCase",
                          "doc": "A support case.",
                          "fields": [
                            {
                              "name": "caseId",
                              "type": "string",
                              "doc": "The case."
                            },
                            {
                              "name": "caseKind",
                              "type": {
                                "type": "enum",
                                "namespace": "ebb",
                                "name": "CaseKind",
                                "logicalType": "hyphenated",
                                "doc": "What a support case is about.",
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
                              "doc": "What it is about."
                            },
                            {
                              "name": "important",
                              "type": "boolean",
                              "doc": "Whether the service concerned is an important one."
                            },
                            {
                              "name": "openedAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When it was opened."
                            },
                            {
                              "name": "delayFrom",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "From when its delay counts: its opening, or the last reopening."
                            },
                            {
                              "name": "dueAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "Until when it is to be solved."
                            },
                            {
                              "name": "promised",
                              "type": "boolean",
                              "doc": "Whether that was promised."
                            },
                            {
                              "name": "closedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was last resolved or closed; null while it is open."
                            },
                            {
                              "name": "desks",
                              "type": {
                                "type": "array",
                                "items": "string"
                              },
                              "doc": "Desks that have had it, in order of first sight."
                            },
                            {
                              "name": "level",
                              "type": [
                                "null",
                                "int"
                              ],
                              "default": null,
                              "doc": "Level of the desk that has it."
                            },
                            {
                              "name": "sidewaysTransfers",
                              "type": "int",
                              "doc": "Transfers to the same or a lower level."
                            },
                            {
                              "name": "missedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When a delay was first missed."
                            },
                            {
                              "name": "bouncedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was first bounced."
                            },
                            {
                              "name": "reopenedAt",
                              "type": [
                                "null",
                                {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                }
                              ],
                              "default": null,
                              "doc": "When it was first reopened soon after its closing."
                            },
                            {
                              "name": "oneTooMany",
                              "type": "boolean",
                              "doc": "Whether it was one case too many at its opening."
                            },
                            {
                              "name": "restsOn",
                              "type": {
                                "type": "array",
                                "items": "string"
                              },
                              "doc": "Ids of the contacts that opened it or gave it points."
                            }
                          ]
                        }
                      },
                      "doc": "Open ones, and closed ones as long as they matter."
                    },
                    {
                      "name": "lastClosedAt",
                      "type": [
                        "null",
                        {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        }
                      ],
                      "default": null,
                      "doc": "When a case was last closed, be it kept or not; null where none ever was."
                    },
                    {
                      "name": "notice",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "CustomerNotice",
                          "doc": "Notice given.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the contact."
                            },
                            {
                              "name": "givenAt",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            },
                            {
                              "name": "effectiveDay",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The day on which it takes effect."
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
                              "doc": "As the customer states it."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "Null where none stands."
                    },
                    {
                      "name": "rating",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "CustomerRating",
                          "doc": "A rating.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the contact."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            },
                            {
                              "name": "rating",
                              "type": "int",
                              "doc": "1 (worst) to 5."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "The last one."
                    },
                    {
                      "name": "lastPraiseAt",
                      "type": [
                        "null",
                        {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        }
                      ],
                      "default": null,
                      "doc": "When praise came last."
                    },
                    {
                      "name": "contactDays",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "int",
                          "logicalType": "date"
                        }
                      },
                      "doc": "Days of the contacts of the last year, one entry a contact."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null before the first contact."
            },
            {
              "name": "profile",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "CustomerProfile",
                  "doc": "What profile changes say.",
                  "fields": [
                    {
                      "name": "consents",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerConsent",
                          "doc": "The last word on a channel.",
                          "fields": [
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
                              "doc": "Null means every one."
                            },
                            {
                              "name": "granted",
                              "type": "boolean",
                              "doc": "Whether contact is allowed."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "Since when."
                            },
                            {
                              "name": "source",
                              "type": [
                                "null",
                                "string"
                              ],
                              "default": null,
                              "doc": "Where and how: its proof."
                            }
                          ]
                        }
                      },
                      "doc": "At most one per channel."
                    },
                    {
                      "name": "doNotContact",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerDoNotContact",
                          "doc": "A barred channel.",
                          "fields": [
                            {
                              "name": "channel",
                              "type": [
                                "null",
                                "ebb.Channel"
                              ],
                              "default": null,
                              "doc": "Null means every one."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "Since when."
                            }
                          ]
                        }
                      },
                      "doc": "At most one per channel."
                    },
                    {
                      "name": "timeZone",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "IANA name."
                    },
                    {
                      "name": "language",
                      "type": [
                        "null",
                        "string"
                      ],
                      "default": null,
                      "doc": "BCP 47 tag."
                    },
                    {
                      "name": "relationship",
                      "type": {
                        "type": "enum",
                        "namespace": "ebb",
                        "name": "Relationship",
                        "doc": "Whether silence can mean leaving, or only the end of a contract.",
                        "symbols": [
                          "transactional",
                          "contractual"
                        ]
                      },
                      "doc": "Whether silence can mean leaving."
                    },
                    {
                      "name": "shareOfWalletPercent",
                      "type": [
                        "null",
                        "int"
                      ],
                      "default": null,
                      "doc": "Declared, 0 to 100."
                    },
                    {
                      "name": "referrals",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerReferral",
                          "doc": "A customer who came by this one.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the profile change."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            },
                            {
                              "name": "customerId",
                              "type": "string",
                              "doc": "Who came."
                            }
                          ]
                        }
                      },
                      "doc": "Of the last two years."
                    },
                    {
                      "name": "partner",
                      "type": "boolean",
                      "doc": "Declared."
                    },
                    {
                      "name": "unpaidInvoices",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerInvoice",
                          "doc": "An unpaid invoice.",
                          "fields": [
                            {
                              "name": "invoiceId",
                              "type": "string",
                              "doc": "The invoice."
                            },
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the profile change."
                            },
                            {
                              "name": "dueDay",
                              "type": {
                                "type": "int",
                                "logicalType": "date"
                              },
                              "doc": "The day it was due."
                            }
                          ]
                        }
                      },
                      "doc": "Those that are open."
                    },
                    {
                      "name": "failedPayments",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerFailedPayment",
                          "doc": "A payment that failed.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the profile change."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            }
                          ]
                        }
                      },
                      "doc": "Of the last 60 days."
                    },
                    {
                      "name": "legalBar",
                      "type": "boolean",
                      "doc": "Whether the law forbids to abandon this customer."
                    },
                    {
                      "name": "loss",
                      "type": [
                        "null",
                        {
                          "type": "enum",
                          "namespace": "ebb",
                          "name": "LossReason",
                          "logicalType": "hyphenated",
                          "doc": "Why a customer cannot come back.",
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
                      "doc": "Why this customer cannot come back."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null before the first profile change that is kept."
            },
            {
              "name": "engagements",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "CustomerEngagements",
                  "doc": "What was done to a customer, and what came of it.",
                  "fields": [
                    {
                      "name": "commercialContacts",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CustomerCommercialContact",
                          "doc": "Something sent to sell.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the engagement."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            }
                          ]
                        }
                      },
                      "doc": "The commercial contacts of the last weeks."
                    },
                    {
                      "name": "unanswered",
                      "type": "int",
                      "doc": "Commercial contacts since the last answer."
                    },
                    {
                      "name": "optedOut",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "CustomerOptOut",
                          "doc": "An opt-out.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the engagement."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "The last one."
                    },
                    {
                      "name": "lastDelivered",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "CustomerAction",
                          "doc": "An action that reached the customer.",
                          "fields": [
                            {
                              "name": "actionId",
                              "type": "string",
                              "doc": "The action."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "The last one."
                    },
                    {
                      "name": "statedMotive",
                      "type": [
                        "null",
                        {
                          "type": "record",
                          "name": "CustomerMotive",
                          "doc": "A motive stated at a refusal.",
                          "fields": [
                            {
                              "name": "eventId",
                              "type": "string",
                              "doc": "Id of the engagement."
                            },
                            {
                              "name": "at",
                              "type": {
                                "type": "long",
                                "logicalType": "timestamp-millis"
                              },
                              "doc": "When."
                            },
                            {
                              "name": "motive",
                              "type": "ebb.Motive",
                              "doc": "The motive."
                            }
                          ]
                        }
                      ],
                      "default": null,
                      "doc": "The last one."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null before the first engagement."
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
              "name": "silenceRisk",
              "type": "ebb.Risk",
              "doc": "By silence or fading."
            },
            {
              "name": "incidentRisk",
              "type": "ebb.Risk",
              "doc": "By incidents, and payments of contractual customers."
            },
            {
              "name": "advocacy",
              "type": {
                "type": "enum",
                "name": "Advocacy",
                "symbols": [
                  "none",
                  "adept",
                  "ambassador",
                  "partner"
                ]
              },
              "doc": "Beside the stage."
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
              "name": "goneBy",
              "type": [
                "null",
                {
                  "type": "enum",
                  "name": "AlertTrigger",
                  "logicalType": "hyphenated",
                  "symbols": [
                    "silence",
                    "incident",
                    "payment",
                    "notice",
                    "contract_ended"
                  ]
                }
              ],
              "default": null,
              "doc": "What made the customer go; null unless inactive or core-defector."
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
                  },
                  {
                    "name": "isLapseOverdue",
                    "type": "boolean",
                    "default": false,
                    "doc": "The lapse would have been due so long before it could be judged that it alerts nobody any more."
                  },
                  {
                    "name": "learning",
                    "type": [
                      "null",
                      {
                        "type": "int",
                        "logicalType": "date"
                      }
                    ],
                    "default": null,
                    "doc": "While no calibration is in force: when it is asked again whether one is."
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
                    },
                    {
                      "name": "trigger",
                      "type": "ebb.AlertTrigger",
                      "doc": "What made it speak."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "The alert that stands, if any."
            },
            {
              "name": "pastAlerts",
              "type": {
                "type": "array",
                "items": {
                  "type": "record",
                  "name": "PastAlert",
                  "doc": "When a phase was last alerted for a cause.",
                  "fields": [
                    {
                      "name": "phase",
                      "type": "ebb.Phase",
                      "doc": "The phase."
                    },
                    {
                      "name": "cause",
                      "type": {
                        "type": "enum",
                        "name": "CauseName",
                        "logicalType": "hyphenated",
                        "symbols": [
                          "better_offer",
                          "price",
                          "payment_difficulty",
                          "need_ended",
                          "moved",
                          "defect_not_fixed",
                          "service_not_performed",
                          "bounced",
                          "failed_onboarding",
                          "disappointed",
                          "boredom",
                          "over_solicited",
                          "unknown"
                        ]
                      },
                      "doc": "The first of its causes."
                    },
                    {
                      "name": "trigger",
                      "type": "ebb.AlertTrigger",
                      "doc": "What made it speak."
                    },
                    {
                      "name": "day",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The day."
                    }
                  ]
                }
              },
              "doc": "Those that keep the next from being raised."
            },
            {
              "name": "abandonment",
              "type": [
                "null",
                {
                  "type": "record",
                  "name": "Abandonment",
                  "doc": "It costs more to keep this customer than the customer brings.",
                  "fields": [
                    {
                      "name": "since",
                      "type": {
                        "type": "int",
                        "logicalType": "date"
                      },
                      "doc": "The day on which it was first so."
                    },
                    {
                      "name": "proposed",
                      "type": "boolean",
                      "doc": "Whether it was proposed to a manager."
                    }
                  ]
                }
              ],
              "default": null,
              "doc": "Null while it does not."
            },
            {
              "name": "lifetimeRevenueMinor",
              "type": "long",
              "doc": "Net revenue since the present lifetime began, minor units of the reporting currency."
            },
            {
              "name": "lastPurchaseId",
              "type": [
                "null",
                "string"
              ],
              "default": null,
              "doc": "Id of the event of the last purchase."
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
            "namespace": "ebb",
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
            "type": "long",
            "logicalType": "timestamp-millis"
          },
          {
            "type": "record",
            "namespace": "ebb",
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
        "doc": "The last place that the base holds: the end of an instant, or any other; null where it holds nothing yet."
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
                        "type": {
                          "type": "enum",
                          "namespace": "ebb",
                          "name": "ContactWhat",
                          "logicalType": "hyphenated",
                          "doc": "What happened in a support case.",
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
                        "doc": "What happened."
                      },
                      {
                        "name": "caseKind",
                        "type": "ebb.CaseKind",
                        "doc": "What the case is about."
                      },
                      {
                        "name": "channel",
                        "type": [
                          "null",
                          "ebb.Channel"
                        ],
                        "default": null,
                        "doc": "How."
                      },
                      {
                        "name": "desk",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "The desk that holds the case."
                      },
                      {
                        "name": "level",
                        "type": [
                          "null",
                          "int"
                        ],
                        "default": null,
                        "doc": "Its level."
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
                        "doc": "Until when it was promised."
                      },
                      {
                        "name": "rating",
                        "type": [
                          "null",
                          "int"
                        ],
                        "default": null,
                        "doc": "1 to 5."
                      },
                      {
                        "name": "motive",
                        "type": [
                          "null",
                          "ebb.Motive"
                        ],
                        "default": null,
                        "doc": "Of a notice."
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
                        "doc": "Of a notice."
                      },
                      {
                        "name": "important",
                        "type": "boolean",
                        "doc": "Whether the service is an important one."
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
                        "type": {
                          "type": "enum",
                          "namespace": "ebb",
                          "name": "ProfileWhat",
                          "logicalType": "hyphenated",
                          "doc": "What changed in a profile.",
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
                        "doc": "What changed."
                      },
                      {
                        "name": "granted",
                        "type": [
                          "null",
                          "boolean"
                        ],
                        "default": null,
                        "doc": "Whether it holds."
                      },
                      {
                        "name": "channel",
                        "type": [
                          "null",
                          "ebb.Channel"
                        ],
                        "default": null,
                        "doc": "The channel."
                      },
                      {
                        "name": "consentSource",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "The proof."
                      },
                      {
                        "name": "timeZone",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "IANA name."
                      },
                      {
                        "name": "language",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "BCP 47 tag."
                      },
                      {
                        "name": "relationship",
                        "type": [
                          "null",
                          "ebb.Relationship"
                        ],
                        "default": null,
                        "doc": "The relationship."
                      },
                      {
                        "name": "shareOfWalletPercent",
                        "type": [
                          "null",
                          "int"
                        ],
                        "default": null,
                        "doc": "0 to 100."
                      },
                      {
                        "name": "referredCustomerId",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "Who came."
                      },
                      {
                        "name": "lossReason",
                        "type": [
                          "null",
                          "ebb.LossReason"
                        ],
                        "default": null,
                        "doc": "Why."
                      },
                      {
                        "name": "invoiceId",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "The invoice."
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
                        "doc": "The day it was due."
                      },
                      {
                        "name": "approvedBy",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "Who approved."
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
                        "type": {
                          "type": "enum",
                          "namespace": "ebb",
                          "name": "EngagementWhat",
                          "logicalType": "hyphenated",
                          "doc": "What was done to a customer, or answered.",
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
                        "doc": "What was done or answered."
                      },
                      {
                        "name": "channel",
                        "type": [
                          "null",
                          "ebb.Channel"
                        ],
                        "default": null,
                        "doc": "How."
                      },
                      {
                        "name": "commercial",
                        "type": "boolean",
                        "doc": "Whether it sells."
                      },
                      {
                        "name": "actionId",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "The action of Ebb's."
                      },
                      {
                        "name": "outcome",
                        "type": [
                          "null",
                          {
                            "type": "enum",
                            "namespace": "ebb",
                            "name": "Outcome",
                            "logicalType": "hyphenated",
                            "doc": "What came of an action.",
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
                        "doc": "What came of it."
                      },
                      {
                        "name": "motive",
                        "type": [
                          "null",
                          "ebb.Motive"
                        ],
                        "default": null,
                        "doc": "The stated reason."
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
                        "doc": "When to call back."
                      },
                      {
                        "name": "detail",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "Why it was not sent."
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
                "name": "cause",
                "type": [
                  "int",
                  "string"
                ],
                "doc": "The id before the last slash: by the index of the fact that is its cause, or itself."
              },
              {
                "name": "suffix",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "The rest of the id; null for that of its type."
              },
              {
                "name": "recordType",
                "type": {
                  "type": "enum",
                  "name": "LifecycleRecordType",
                  "symbols": [
                    "LifecycleTransition",
                    "MainDefectorAlert",
                    "RiskAlert",
                    "AlertClosed",
                    "ContactabilityChanged",
                    "ActionOutcome",
                    "AbandonmentProposed"
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
                "type": [
                  "null",
                  {
                    "type": "long",
                    "logicalType": "timestamp-millis"
                  }
                ],
                "default": null,
                "doc": "The event time at which it took effect; null for that of the fact that is its cause."
              },
              {
                "name": "digest",
                "type": {
                  "type": "fixed",
                  "namespace": "ebb",
                  "name": "Digest",
                  "doc": "Eight bytes over the content of a record, to see whether it has changed.",
                  "logicalType": "octets",
                  "size": 8
                },
                "doc": "Digest of its content, to see whether it has changed."
              },
              {
                "name": "retracted",
                "type": "boolean",
                "doc": "Whether that revision was withdrawn."
              },
              {
                "name": "flow",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "StoredFlow",
                    "doc": "From one stage to another.",
                    "fields": [
                      {
                        "name": "fromStage",
                        "type": "ebb.Stage",
                        "doc": "The stage that was left."
                      },
                      {
                        "name": "toStage",
                        "type": "ebb.Stage",
                        "doc": "The stage that was entered."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "As what the census counted it; null for nothing."
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
      },
      {
        "name": "counted",
        "type": [
          "null",
          {
            "type": "record",
            "name": "StoredStanding",
            "doc": "What a customer counts as in the census.",
            "fields": [
              {
                "name": "group",
                "type": "ebb.Stage",
                "doc": "The stage."
              },
              {
                "name": "amount",
                "type": "long",
                "doc": "Revenue in the window, minor units of the reporting currency."
              }
            ]
          }
        ],
        "default": null,
        "doc": "As what the census counts the customer; null for not yet, or not."
      }
    ]
  },
  "StoredPosition": {
    "type": "record",
    "namespace": "ebb",
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
  },
  "StoredWake": {
    "type": "record",
    "namespace": "ebb",
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
          "namespace": "ebb",
          "name": "ContactWhat",
          "logicalType": "hyphenated",
          "doc": "What happened in a support case.",
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
          "namespace": "ebb",
          "name": "CaseKind",
          "logicalType": "hyphenated",
          "doc": "What a support case is about.",
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
export const storedSchemas: Readonly<Record<'StoredCustomer' | 'StoredActions' | 'JourneyEntry' | 'OutboxEntry', readonly object[]>> = {
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
                        "type": "bytes",
                        "logicalType": "day-buckets"
                      },
                      "doc": "The days with purchases or refunds, ascending, all within the window of the latest event: what was bought and refunded on each, in minor units of the reporting currency, packed as packages/domain/src/purchases/day-buckets.ts says."
                    },
                    {
                      "name": "categoryDays",
                      "type": {
                        "type": "array",
                        "items": {
                          "type": "record",
                          "name": "CategoryDay",
                          "doc": "What a purchase day was about.",
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
                              "name": "categories",
                              "type": {
                                "type": "array",
                                "items": "string"
                              },
                              "doc": "Without repeats, sorted."
                            }
                          ]
                        }
                      },
                      "doc": "The latest days whose categories are known, ascending, at most 16."
                    }
                  ]
                },
                "doc": "RFM in buckets."
              },
              {
                "name": "contacts",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerContacts",
                    "doc": "What support contacts have left behind.",
                    "fields": [
                      {
                        "name": "cases",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerCase",
                            "doc": "A support case.",
                            "fields": [
                              {
                                "name": "caseId",
                                "type": "string",
                                "doc": "The case."
                              },
                              {
                                "name": "caseKind",
                                "type": {
                                  "type": "enum",
                                  "namespace": "ebb",
                                  "name": "CaseKind",
                                  "logicalType": "hyphenated",
                                  "doc": "What a support case is about.",
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
                                "doc": "What it is about."
                              },
                              {
                                "name": "important",
                                "type": "boolean",
                                "doc": "Whether the service concerned is an important one."
                              },
                              {
                                "name": "openedAt",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When it was opened."
                              },
                              {
                                "name": "delayFrom",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "From when its delay counts: its opening, or the last reopening."
                              },
                              {
                                "name": "dueAt",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "Until when it is to be solved."
                              },
                              {
                                "name": "promised",
                                "type": "boolean",
                                "doc": "Whether that was promised."
                              },
                              {
                                "name": "closedAt",
                                "type": [
                                  "null",
                                  {
                                    "type": "long",
                                    "logicalType": "timestamp-millis"
                                  }
                                ],
                                "default": null,
                                "doc": "When it was last resolved or closed; null while it is open."
                              },
                              {
                                "name": "desks",
                                "type": {
                                  "type": "array",
                                  "items": "string"
                                },
                                "doc": "Desks that have had it, in order of first sight."
                              },
                              {
                                "name": "level",
                                "type": [
                                  "null",
                                  "int"
                                ],
                                "default": null,
                                "doc": "Level of the desk that has it."
                              },
                              {
                                "name": "sidewaysTransfers",
                                "type": "int",
                                "doc": "Transfers to the same or a lower level."
                              },
                              {
                                "name": "missedAt",
                                "type": [
                                  "null",
                                  {
                                    "type": "long",
                                    "logicalType": "timestamp-millis"
                                  }
                                ],
                                "default": null,
                                "doc": "When a delay was first missed."
                              },
                              {
                                "name": "bouncedAt",
                                "type": [
                                  "null",
                                  {
                                    "type": "long",
                                    "logicalType": "timestamp-millis"
                                  }
                                ],
                                "default": null,
                                "doc": "When it was first bounced."
                              },
                              {
                                "name": "reopenedAt",
                                "type": [
                                  "null",
                                  {
                                    "type": "long",
                                    "logicalType": "timestamp-millis"
                                  }
                                ],
                                "default": null,
                                "doc": "When it was first reopened soon after its closing."
                              },
                              {
                                "name": "oneTooMany",
                                "type": "boolean",
                                "doc": "Whether it was one case too many at its opening."
                              },
                              {
                                "name": "restsOn",
                                "type": {
                                  "type": "array",
                                  "items": "string"
                                },
                                "doc": "Ids of the contacts that opened it or gave it points."
                              }
                            ]
                          }
                        },
                        "doc": "Open ones, and closed ones as long as they matter."
                      },
                      {
                        "name": "lastClosedAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When a case was last closed, be it kept or not; null where none ever was."
                      },
                      {
                        "name": "notice",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "CustomerNotice",
                            "doc": "Notice given.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the contact."
                              },
                              {
                                "name": "givenAt",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              },
                              {
                                "name": "effectiveDay",
                                "type": {
                                  "type": "int",
                                  "logicalType": "date"
                                },
                                "doc": "The day on which it takes effect."
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
                                "doc": "As the customer states it."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "Null where none stands."
                      },
                      {
                        "name": "rating",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "CustomerRating",
                            "doc": "A rating.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the contact."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              },
                              {
                                "name": "rating",
                                "type": "int",
                                "doc": "1 (worst) to 5."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "The last one."
                      },
                      {
                        "name": "lastPraiseAt",
                        "type": [
                          "null",
                          {
                            "type": "long",
                            "logicalType": "timestamp-millis"
                          }
                        ],
                        "default": null,
                        "doc": "When praise came last."
                      },
                      {
                        "name": "contactDays",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "int",
                            "logicalType": "date"
                          }
                        },
                        "doc": "Days of the contacts of the last year, one entry a contact."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "Null before the first contact."
              },
              {
                "name": "profile",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerProfile",
                    "doc": "What profile changes say.",
                    "fields": [
                      {
                        "name": "consents",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerConsent",
                            "doc": "The last word on a channel.",
                            "fields": [
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
                                "doc": "Null means every one."
                              },
                              {
                                "name": "granted",
                                "type": "boolean",
                                "doc": "Whether contact is allowed."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "Since when."
                              },
                              {
                                "name": "source",
                                "type": [
                                  "null",
                                  "string"
                                ],
                                "default": null,
                                "doc": "Where and how: its proof."
                              }
                            ]
                          }
                        },
                        "doc": "At most one per channel."
                      },
                      {
                        "name": "doNotContact",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerDoNotContact",
                            "doc": "A barred channel.",
                            "fields": [
                              {
                                "name": "channel",
                                "type": [
                                  "null",
                                  "ebb.Channel"
                                ],
                                "default": null,
                                "doc": "Null means every one."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "Since when."
                              }
                            ]
                          }
                        },
                        "doc": "At most one per channel."
                      },
                      {
                        "name": "timeZone",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "IANA name."
                      },
                      {
                        "name": "language",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "BCP 47 tag."
                      },
                      {
                        "name": "relationship",
                        "type": {
                          "type": "enum",
                          "namespace": "ebb",
                          "name": "Relationship",
                          "doc": "Whether silence can mean leaving, or only the end of a contract.",
                          "symbols": [
                            "transactional",
                            "contractual"
                          ]
                        },
                        "doc": "Whether silence can mean leaving."
                      },
                      {
                        "name": "shareOfWalletPercent",
                        "type": [
                          "null",
                          "int"
                        ],
                        "default": null,
                        "doc": "Declared, 0 to 100."
                      },
                      {
                        "name": "referrals",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerReferral",
                            "doc": "A customer who came by this one.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the profile change."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              },
                              {
                                "name": "customerId",
                                "type": "string",
                                "doc": "Who came."
                              }
                            ]
                          }
                        },
                        "doc": "Of the last two years."
                      },
                      {
                        "name": "partner",
                        "type": "boolean",
                        "doc": "Declared."
                      },
                      {
                        "name": "unpaidInvoices",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerInvoice",
                            "doc": "An unpaid invoice.",
                            "fields": [
                              {
                                "name": "invoiceId",
                                "type": "string",
                                "doc": "The invoice."
                              },
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the profile change."
                              },
                              {
                                "name": "dueDay",
                                "type": {
                                  "type": "int",
                                  "logicalType": "date"
                                },
                                "doc": "The day it was due."
                              }
                            ]
                          }
                        },
                        "doc": "Those that are open."
                      },
                      {
                        "name": "failedPayments",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerFailedPayment",
                            "doc": "A payment that failed.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the profile change."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              }
                            ]
                          }
                        },
                        "doc": "Of the last 60 days."
                      },
                      {
                        "name": "legalBar",
                        "type": "boolean",
                        "doc": "Whether the law forbids to abandon this customer."
                      },
                      {
                        "name": "loss",
                        "type": [
                          "null",
                          {
                            "type": "enum",
                            "namespace": "ebb",
                            "name": "LossReason",
                            "logicalType": "hyphenated",
                            "doc": "Why a customer cannot come back.",
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
                        "doc": "Why this customer cannot come back."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "Null before the first profile change that is kept."
              },
              {
                "name": "engagements",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "CustomerEngagements",
                    "doc": "What was done to a customer, and what came of it.",
                    "fields": [
                      {
                        "name": "commercialContacts",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "CustomerCommercialContact",
                            "doc": "Something sent to sell.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the engagement."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              }
                            ]
                          }
                        },
                        "doc": "The commercial contacts of the last weeks."
                      },
                      {
                        "name": "unanswered",
                        "type": "int",
                        "doc": "Commercial contacts since the last answer."
                      },
                      {
                        "name": "optedOut",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "CustomerOptOut",
                            "doc": "An opt-out.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the engagement."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "The last one."
                      },
                      {
                        "name": "lastDelivered",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "CustomerAction",
                            "doc": "An action that reached the customer.",
                            "fields": [
                              {
                                "name": "actionId",
                                "type": "string",
                                "doc": "The action."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "The last one."
                      },
                      {
                        "name": "statedMotive",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "CustomerMotive",
                            "doc": "A motive stated at a refusal.",
                            "fields": [
                              {
                                "name": "eventId",
                                "type": "string",
                                "doc": "Id of the engagement."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When."
                              },
                              {
                                "name": "motive",
                                "type": "ebb.Motive",
                                "doc": "The motive."
                              }
                            ]
                          }
                        ],
                        "default": null,
                        "doc": "The last one."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "Null before the first engagement."
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
                "name": "silenceRisk",
                "type": "ebb.Risk",
                "doc": "By silence or fading."
              },
              {
                "name": "incidentRisk",
                "type": "ebb.Risk",
                "doc": "By incidents, and payments of contractual customers."
              },
              {
                "name": "advocacy",
                "type": {
                  "type": "enum",
                  "name": "Advocacy",
                  "symbols": [
                    "none",
                    "adept",
                    "ambassador",
                    "partner"
                  ]
                },
                "doc": "Beside the stage."
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
                "name": "goneBy",
                "type": [
                  "null",
                  {
                    "type": "enum",
                    "name": "AlertTrigger",
                    "logicalType": "hyphenated",
                    "symbols": [
                      "silence",
                      "incident",
                      "payment",
                      "notice",
                      "contract_ended"
                    ]
                  }
                ],
                "default": null,
                "doc": "What made the customer go; null unless inactive or core-defector."
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
                    },
                    {
                      "name": "isLapseOverdue",
                      "type": "boolean",
                      "default": false,
                      "doc": "The lapse would have been due so long before it could be judged that it alerts nobody any more."
                    },
                    {
                      "name": "learning",
                      "type": [
                        "null",
                        {
                          "type": "int",
                          "logicalType": "date"
                        }
                      ],
                      "default": null,
                      "doc": "While no calibration is in force: when it is asked again whether one is."
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
                      },
                      {
                        "name": "trigger",
                        "type": "ebb.AlertTrigger",
                        "doc": "What made it speak."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "The alert that stands, if any."
              },
              {
                "name": "pastAlerts",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "PastAlert",
                    "doc": "When a phase was last alerted for a cause.",
                    "fields": [
                      {
                        "name": "phase",
                        "type": "ebb.Phase",
                        "doc": "The phase."
                      },
                      {
                        "name": "cause",
                        "type": {
                          "type": "enum",
                          "name": "CauseName",
                          "logicalType": "hyphenated",
                          "symbols": [
                            "better_offer",
                            "price",
                            "payment_difficulty",
                            "need_ended",
                            "moved",
                            "defect_not_fixed",
                            "service_not_performed",
                            "bounced",
                            "failed_onboarding",
                            "disappointed",
                            "boredom",
                            "over_solicited",
                            "unknown"
                          ]
                        },
                        "doc": "The first of its causes."
                      },
                      {
                        "name": "trigger",
                        "type": "ebb.AlertTrigger",
                        "doc": "What made it speak."
                      },
                      {
                        "name": "day",
                        "type": {
                          "type": "int",
                          "logicalType": "date"
                        },
                        "doc": "The day."
                      }
                    ]
                  }
                },
                "doc": "Those that keep the next from being raised."
              },
              {
                "name": "abandonment",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "Abandonment",
                    "doc": "It costs more to keep this customer than the customer brings.",
                    "fields": [
                      {
                        "name": "since",
                        "type": {
                          "type": "int",
                          "logicalType": "date"
                        },
                        "doc": "The day on which it was first so."
                      },
                      {
                        "name": "proposed",
                        "type": "boolean",
                        "doc": "Whether it was proposed to a manager."
                      }
                    ]
                  }
                ],
                "default": null,
                "doc": "Null while it does not."
              },
              {
                "name": "lifetimeRevenueMinor",
                "type": "long",
                "doc": "Net revenue since the present lifetime began, minor units of the reporting currency."
              },
              {
                "name": "lastPurchaseId",
                "type": [
                  "null",
                  "string"
                ],
                "default": null,
                "doc": "Id of the event of the last purchase."
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
              "namespace": "ebb",
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
              "type": "long",
              "logicalType": "timestamp-millis"
            },
            {
              "type": "record",
              "namespace": "ebb",
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
          "doc": "The last place that the base holds: the end of an instant, or any other; null where it holds nothing yet."
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
                          "type": {
                            "type": "enum",
                            "namespace": "ebb",
                            "name": "ContactWhat",
                            "logicalType": "hyphenated",
                            "doc": "What happened in a support case.",
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
                          "doc": "What happened."
                        },
                        {
                          "name": "caseKind",
                          "type": "ebb.CaseKind",
                          "doc": "What the case is about."
                        },
                        {
                          "name": "channel",
                          "type": [
                            "null",
                            "ebb.Channel"
                          ],
                          "default": null,
                          "doc": "How."
                        },
                        {
                          "name": "desk",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "The desk that holds the case."
                        },
                        {
                          "name": "level",
                          "type": [
                            "null",
                            "int"
                          ],
                          "default": null,
                          "doc": "Its level."
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
                          "doc": "Until when it was promised."
                        },
                        {
                          "name": "rating",
                          "type": [
                            "null",
                            "int"
                          ],
                          "default": null,
                          "doc": "1 to 5."
                        },
                        {
                          "name": "motive",
                          "type": [
                            "null",
                            "ebb.Motive"
                          ],
                          "default": null,
                          "doc": "Of a notice."
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
                          "doc": "Of a notice."
                        },
                        {
                          "name": "important",
                          "type": "boolean",
                          "doc": "Whether the service is an important one."
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
                          "type": {
                            "type": "enum",
                            "namespace": "ebb",
                            "name": "ProfileWhat",
                            "logicalType": "hyphenated",
                            "doc": "What changed in a profile.",
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
                          "doc": "What changed."
                        },
                        {
                          "name": "granted",
                          "type": [
                            "null",
                            "boolean"
                          ],
                          "default": null,
                          "doc": "Whether it holds."
                        },
                        {
                          "name": "channel",
                          "type": [
                            "null",
                            "ebb.Channel"
                          ],
                          "default": null,
                          "doc": "The channel."
                        },
                        {
                          "name": "consentSource",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "The proof."
                        },
                        {
                          "name": "timeZone",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "IANA name."
                        },
                        {
                          "name": "language",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "BCP 47 tag."
                        },
                        {
                          "name": "relationship",
                          "type": [
                            "null",
                            "ebb.Relationship"
                          ],
                          "default": null,
                          "doc": "The relationship."
                        },
                        {
                          "name": "shareOfWalletPercent",
                          "type": [
                            "null",
                            "int"
                          ],
                          "default": null,
                          "doc": "0 to 100."
                        },
                        {
                          "name": "referredCustomerId",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "Who came."
                        },
                        {
                          "name": "lossReason",
                          "type": [
                            "null",
                            "ebb.LossReason"
                          ],
                          "default": null,
                          "doc": "Why."
                        },
                        {
                          "name": "invoiceId",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "The invoice."
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
                          "doc": "The day it was due."
                        },
                        {
                          "name": "approvedBy",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "Who approved."
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
                          "type": {
                            "type": "enum",
                            "namespace": "ebb",
                            "name": "EngagementWhat",
                            "logicalType": "hyphenated",
                            "doc": "What was done to a customer, or answered.",
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
                          "doc": "What was done or answered."
                        },
                        {
                          "name": "channel",
                          "type": [
                            "null",
                            "ebb.Channel"
                          ],
                          "default": null,
                          "doc": "How."
                        },
                        {
                          "name": "commercial",
                          "type": "boolean",
                          "doc": "Whether it sells."
                        },
                        {
                          "name": "actionId",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "The action of Ebb's."
                        },
                        {
                          "name": "outcome",
                          "type": [
                            "null",
                            {
                              "type": "enum",
                              "namespace": "ebb",
                              "name": "Outcome",
                              "logicalType": "hyphenated",
                              "doc": "What came of an action.",
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
                          "doc": "What came of it."
                        },
                        {
                          "name": "motive",
                          "type": [
                            "null",
                            "ebb.Motive"
                          ],
                          "default": null,
                          "doc": "The stated reason."
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
                          "doc": "When to call back."
                        },
                        {
                          "name": "detail",
                          "type": [
                            "null",
                            "string"
                          ],
                          "default": null,
                          "doc": "Why it was not sent."
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
                  "name": "cause",
                  "type": [
                    "int",
                    "string"
                  ],
                  "doc": "The id before the last slash: by the index of the fact that is its cause, or itself."
                },
                {
                  "name": "suffix",
                  "type": [
                    "null",
                    "string"
                  ],
                  "default": null,
                  "doc": "The rest of the id; null for that of its type."
                },
                {
                  "name": "recordType",
                  "type": {
                    "type": "enum",
                    "name": "LifecycleRecordType",
                    "symbols": [
                      "LifecycleTransition",
                      "MainDefectorAlert",
                      "RiskAlert",
                      "AlertClosed",
                      "ContactabilityChanged",
                      "ActionOutcome",
                      "AbandonmentProposed"
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
                  "type": [
                    "null",
                    {
                      "type": "long",
                      "logicalType": "timestamp-millis"
                    }
                  ],
                  "default": null,
                  "doc": "The event time at which it took effect; null for that of the fact that is its cause."
                },
                {
                  "name": "digest",
                  "type": {
                    "type": "fixed",
                    "namespace": "ebb",
                    "name": "Digest",
                    "doc": "Eight bytes over the content of a record, to see whether it has changed.",
                    "logicalType": "octets",
                    "size": 8
                  },
                  "doc": "Digest of its content, to see whether it has changed."
                },
                {
                  "name": "retracted",
                  "type": "boolean",
                  "doc": "Whether that revision was withdrawn."
                },
                {
                  "name": "flow",
                  "type": [
                    "null",
                    {
                      "type": "record",
                      "name": "StoredFlow",
                      "doc": "From one stage to another.",
                      "fields": [
                        {
                          "name": "fromStage",
                          "type": "ebb.Stage",
                          "doc": "The stage that was left."
                        },
                        {
                          "name": "toStage",
                          "type": "ebb.Stage",
                          "doc": "The stage that was entered."
                        }
                      ]
                    }
                  ],
                  "default": null,
                  "doc": "As what the census counted it; null for nothing."
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
        },
        {
          "name": "counted",
          "type": [
            "null",
            {
              "type": "record",
              "name": "StoredStanding",
              "doc": "What a customer counts as in the census.",
              "fields": [
                {
                  "name": "group",
                  "type": "ebb.Stage",
                  "doc": "The stage."
                },
                {
                  "name": "amount",
                  "type": "long",
                  "doc": "Revenue in the window, minor units of the reporting currency."
                }
              ]
            }
          ],
          "default": null,
          "doc": "As what the census counts the customer; null for not yet, or not."
        }
      ]
    }
  ],
  "StoredActions": [
    {
      "type": "record",
      "namespace": "ebb",
      "name": "StoredActions",
      "doc": "What the service of actions keeps of a customer in Redis: a base, and what the lifecycle has said within the horizon after it, from which the present is folded anew when a late record comes in. Never on a topic.",
      "fields": [
        {
          "name": "base",
          "type": {
            "type": "record",
            "name": "ActionsState",
            "doc": "What is known up to a point in event time; the shape is that of the domain.",
            "fields": [
              {
                "name": "open",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "name": "OpenAction",
                    "doc": "The one action that is under way.",
                    "fields": [
                      {
                        "name": "actionId",
                        "type": "string",
                        "doc": "The action."
                      },
                      {
                        "name": "alertIds",
                        "type": {
                          "type": "array",
                          "items": "string"
                        },
                        "doc": "The alerts that it serves; when the last of them closes, it is called off."
                      },
                      {
                        "name": "kind",
                        "type": "string",
                        "doc": "What is done."
                      },
                      {
                        "name": "rule",
                        "type": "string",
                        "doc": "Name of the rule of the policy."
                      },
                      {
                        "name": "phase",
                        "type": "string",
                        "doc": "How far the customer has gone. One of: leaving, gone, abandoned."
                      },
                      {
                        "name": "trigger",
                        "type": "string",
                        "doc": "What made it speak."
                      },
                      {
                        "name": "expiresAt",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When it is of no use any more (event time)."
                      }
                    ]
                  }
                ],
                "doc": "Null where none is."
              },
              {
                "name": "contactability",
                "type": [
                  "null",
                  {
                    "type": "record",
                    "namespace": "ebb",
                    "name": "Contactability",
                    "doc": "Whether, how and when a customer may be contacted.",
                    "fields": [
                      {
                        "name": "consents",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "ChannelConsent",
                            "doc": "The last word on a channel.",
                            "fields": [
                              {
                                "name": "channel",
                                "type": [
                                  "null",
                                  "string"
                                ],
                                "default": null,
                                "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                              },
                              {
                                "name": "granted",
                                "type": "boolean",
                                "doc": "Whether contact is allowed."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When it was given or withdrawn."
                              },
                              {
                                "name": "source",
                                "type": [
                                  "null",
                                  "string"
                                ],
                                "default": null,
                                "doc": "Where and how it was given: its proof."
                              }
                            ]
                          }
                        },
                        "doc": "At most one per channel."
                      },
                      {
                        "name": "doNotContact",
                        "type": {
                          "type": "array",
                          "items": {
                            "type": "record",
                            "name": "DoNotContactMark",
                            "doc": "A channel on which the customer must not be contacted.",
                            "fields": [
                              {
                                "name": "channel",
                                "type": [
                                  "null",
                                  "string"
                                ],
                                "default": null,
                                "doc": "The channel; null means every one. One of: other, phone, mail, ivr, web, app, chat, sms, post, shop, field."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "Since when."
                              }
                            ]
                          }
                        },
                        "doc": "Channels that are barred, whatever the consents say."
                      },
                      {
                        "name": "timeZone",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "IANA name; null where unknown."
                      },
                      {
                        "name": "language",
                        "type": [
                          "null",
                          "string"
                        ],
                        "default": null,
                        "doc": "BCP 47 tag; null where unknown."
                      }
                    ]
                  }
                ],
                "doc": "As last said by the lifecycle; null before it said any."
              },
              {
                "name": "withdrawals",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "AwaitedWithdrawal",
                    "doc": "A record that is taken back, to be passed over when it comes, at the same instant.",
                    "fields": [
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "The event time of both."
                      },
                      {
                        "name": "factId",
                        "type": "string",
                        "doc": "`<record id>#<revision>` of the record that is withdrawn."
                      }
                    ]
                  }
                },
                "doc": "Of the last instant."
              },
              {
                "name": "decisions",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "PastDecision",
                    "doc": "What was decided about an alert.",
                    "fields": [
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When (event time)."
                      },
                      {
                        "name": "alertId",
                        "type": "string",
                        "doc": "The alert."
                      },
                      {
                        "name": "rule",
                        "type": "string",
                        "doc": "Name of the rule of the policy."
                      },
                      {
                        "name": "kind",
                        "type": "string",
                        "doc": "What was done, or would have been; empty where nothing was right."
                      },
                      {
                        "name": "withheld",
                        "type": [
                          "null",
                          "string"
                        ],
                        "doc": "Why nothing was done; null for an action."
                      }
                    ]
                  }
                },
                "doc": "The last ones, oldest first."
              },
              {
                "name": "trials",
                "type": {
                  "type": "array",
                  "items": {
                    "type": "record",
                    "name": "Trial",
                    "doc": "A customer is watched, from an alert on, for what becomes of who is acted on and of who is held out.",
                    "fields": [
                      {
                        "name": "alertId",
                        "type": "string",
                        "doc": "The alert."
                      },
                      {
                        "name": "at",
                        "type": {
                          "type": "long",
                          "logicalType": "timestamp-millis"
                        },
                        "doc": "When it was raised (event time)."
                      },
                      {
                        "name": "stage",
                        "type": "string",
                        "doc": "The stage at the alert."
                      },
                      {
                        "name": "phase",
                        "type": "string",
                        "doc": "How far the customer had gone."
                      },
                      {
                        "name": "pmg",
                        "type": [
                          "null",
                          "string"
                        ],
                        "doc": "Size by revenue; null where it was not known."
                      },
                      {
                        "name": "kind",
                        "type": "string",
                        "doc": "What was done, or would have been."
                      },
                      {
                        "name": "rule",
                        "type": "string",
                        "doc": "Name of the rule of the policy."
                      },
                      {
                        "name": "policyVersion",
                        "type": "string",
                        "doc": "The version of the policy."
                      },
                      {
                        "name": "group",
                        "type": "string",
                        "doc": "One of: acted, held-out."
                      },
                      {
                        "name": "outcome",
                        "type": [
                          "null",
                          {
                            "type": "record",
                            "name": "TrialOutcome",
                            "doc": "What has become of the customer.",
                            "fields": [
                              {
                                "name": "what",
                                "type": "string",
                                "doc": "As what an alert was closed."
                              },
                              {
                                "name": "at",
                                "type": {
                                  "type": "long",
                                  "logicalType": "timestamp-millis"
                                },
                                "doc": "When (event time)."
                              }
                            ]
                          }
                        ],
                        "doc": "Null while nothing has."
                      }
                    ]
                  }
                },
                "default": [],
                "doc": "Those that run, oldest first."
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
              "namespace": "ebb",
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
              "type": "long",
              "logicalType": "timestamp-millis"
            },
            {
              "type": "record",
              "namespace": "ebb",
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
          "doc": "The last place that the base holds: the end of an instant, or any other; null where it holds nothing yet."
        },
        {
          "name": "facts",
          "type": {
            "type": "array",
            "items": [
              {
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
                    "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                  },
                  {
                    "name": "phase",
                    "type": "string",
                    "doc": "How far it has come. One of: leaving, gone."
                  },
                  {
                    "name": "trigger",
                    "type": "string",
                    "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended."
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
                    "name": "relationship",
                    "type": "string",
                    "doc": "One of: transactional, contractual."
                  },
                  {
                    "name": "advocacy",
                    "type": "string",
                    "doc": "One of: none, adept, ambassador, partner."
                  },
                  {
                    "name": "causes",
                    "type": {
                      "type": "array",
                      "items": {
                        "type": "record",
                        "namespace": "ebb",
                        "name": "AlertCause",
                        "doc": "Why a customer leaves, with what a person can check it by.",
                        "fields": [
                          {
                            "name": "cause",
                            "type": "string",
                            "doc": "One of: better-offer, price, payment-difficulty, need-ended, moved, defect-not-fixed, service-not-performed, bounced, failed-onboarding, disappointed, boredom, over-solicited, unknown."
                          },
                          {
                            "name": "proof",
                            "type": "string",
                            "doc": "How it is known, the strongest first. One of: stated, open, closed, pattern, none."
                          },
                          {
                            "name": "at",
                            "type": {
                              "type": "long",
                              "logicalType": "timestamp-millis"
                            },
                            "doc": "When it was stated or shown; of a pattern, the time of the alert."
                          },
                          {
                            "name": "caseId",
                            "type": [
                              "null",
                              "string"
                            ],
                            "default": null,
                            "doc": "The case that proves it."
                          },
                          {
                            "name": "detail",
                            "type": "string",
                            "doc": "The figures that it rests on, in English."
                          },
                          {
                            "name": "detailFr",
                            "type": "string",
                            "doc": "The same in French."
                          },
                          {
                            "name": "restsOn",
                            "type": {
                              "type": "array",
                              "items": "string"
                            },
                            "doc": "Ids of the events that it rests on."
                          }
                        ]
                      }
                    },
                    "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
                  },
                  {
                    "name": "notAssessable",
                    "type": {
                      "type": "array",
                      "items": "string"
                    },
                    "doc": "Causes for which there is too little to tell."
                  },
                  {
                    "name": "evidence",
                    "type": {
                      "type": "record",
                      "namespace": "ebb",
                      "name": "AlertEvidence",
                      "doc": "Why an alert was raised, as data.",
                      "fields": [
                        {
                          "name": "silence",
                          "type": [
                            "null",
                            {
                              "type": "record",
                              "name": "SilenceEvidence",
                              "doc": "What the purchases say at the time of the alert.",
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
                                  "doc": "P(alive) of the MBG/NBD model; it sets deadlines, it is not the chance of return."
                                },
                                {
                                  "name": "pAliveThreshold",
                                  "type": [
                                    "null",
                                    "double"
                                  ],
                                  "default": null,
                                  "doc": "The threshold that P(alive) crossed, before the bounds on silence; null where something else than silence spoke."
                                },
                                {
                                  "name": "pBuysWithin180Days",
                                  "type": "double",
                                  "doc": "The chance of a purchase within 180 days if nothing is done."
                                },
                                {
                                  "name": "chanceReasons",
                                  "type": {
                                    "type": "array",
                                    "items": {
                                      "type": "record",
                                      "namespace": "ebb",
                                      "name": "ChanceReason",
                                      "doc": "What raises or lowers the chance that a customer buys, as the learnt score has it.",
                                      "fields": [
                                        {
                                          "name": "feature",
                                          "type": "string",
                                          "doc": "What was looked at. One of: chance, repeats, silence, age, silenceOverGap, spend, days90, days28, lastGap, unevenness."
                                        },
                                        {
                                          "name": "contribution",
                                          "type": "double",
                                          "doc": "Added to the log-odds of somebody average in everything: above 0 speaks for buying."
                                        },
                                        {
                                          "name": "detail",
                                          "type": "string",
                                          "doc": "In English."
                                        },
                                        {
                                          "name": "detailFr",
                                          "type": "string",
                                          "doc": "The same in French."
                                        }
                                      ]
                                    }
                                  },
                                  "default": [],
                                  "doc": "What that chance rests on, the weightiest first; none where no learnt score ranks customers."
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
                            }
                          ],
                          "default": null,
                          "doc": "Null for who has never bought, and while no calibration is accepted."
                        },
                        {
                          "name": "incidents",
                          "type": [
                            "null",
                            {
                              "type": "record",
                              "name": "IncidentEvidence",
                              "doc": "The cases that speak.",
                              "fields": [
                                {
                                  "name": "points",
                                  "type": "double",
                                  "doc": "The greatest of the cases' points, those of closed ones decayed."
                                },
                                {
                                  "name": "cases",
                                  "type": {
                                    "type": "array",
                                    "items": {
                                      "type": "record",
                                      "name": "CaseEvidence",
                                      "doc": "A support case that speaks.",
                                      "fields": [
                                        {
                                          "name": "caseId",
                                          "type": "string",
                                          "doc": "The case."
                                        },
                                        {
                                          "name": "caseKind",
                                          "type": "string",
                                          "doc": "What it is about. One of: other, question, complaint, defect, unmet-expectation, service-not-performed, failed-onboarding, payment."
                                        },
                                        {
                                          "name": "important",
                                          "type": "boolean",
                                          "default": false,
                                          "doc": "Whether the service concerned is an important one to this customer."
                                        },
                                        {
                                          "name": "openedAt",
                                          "type": {
                                            "type": "long",
                                            "logicalType": "timestamp-millis"
                                          },
                                          "doc": "When it was opened."
                                        },
                                        {
                                          "name": "dueAt",
                                          "type": {
                                            "type": "long",
                                            "logicalType": "timestamp-millis"
                                          },
                                          "doc": "Until when it was to be solved."
                                        },
                                        {
                                          "name": "promised",
                                          "type": "boolean",
                                          "doc": "Whether that was promised to the customer."
                                        },
                                        {
                                          "name": "closedAt",
                                          "type": [
                                            "null",
                                            {
                                              "type": "long",
                                              "logicalType": "timestamp-millis"
                                            }
                                          ],
                                          "default": null,
                                          "doc": "When it was closed; null while it is open."
                                        },
                                        {
                                          "name": "sidewaysTransfers",
                                          "type": "int",
                                          "default": 0,
                                          "doc": "Transfers to the same or a lower level."
                                        },
                                        {
                                          "name": "missedAt",
                                          "type": [
                                            "null",
                                            {
                                              "type": "long",
                                              "logicalType": "timestamp-millis"
                                            }
                                          ],
                                          "default": null,
                                          "doc": "When its delay was first missed."
                                        },
                                        {
                                          "name": "bouncedAt",
                                          "type": [
                                            "null",
                                            {
                                              "type": "long",
                                              "logicalType": "timestamp-millis"
                                            }
                                          ],
                                          "default": null,
                                          "doc": "When it was first bounced between desks."
                                        },
                                        {
                                          "name": "reopenedAt",
                                          "type": [
                                            "null",
                                            {
                                              "type": "long",
                                              "logicalType": "timestamp-millis"
                                            }
                                          ],
                                          "default": null,
                                          "doc": "When it was first reopened soon after its closing."
                                        },
                                        {
                                          "name": "oneTooMany",
                                          "type": "boolean",
                                          "default": false,
                                          "doc": "Whether it was at its opening one case too many in a short time."
                                        },
                                        {
                                          "name": "points",
                                          "type": "double",
                                          "doc": "Its incident points at the time of the alert."
                                        },
                                        {
                                          "name": "restsOn",
                                          "type": {
                                            "type": "array",
                                            "items": "string"
                                          },
                                          "doc": "Ids of the contacts that opened it or gave it points; of one case too many, also of those that opened the others."
                                        }
                                      ]
                                    }
                                  },
                                  "doc": "The strongest first, at most 5."
                                }
                              ]
                            }
                          ],
                          "default": null,
                          "doc": "Null where no case has points."
                        },
                        {
                          "name": "notice",
                          "type": [
                            "null",
                            {
                              "type": "record",
                              "name": "NoticeEvidence",
                              "doc": "Notice given.",
                              "fields": [
                                {
                                  "name": "eventId",
                                  "type": "string",
                                  "doc": "Id of the contact."
                                },
                                {
                                  "name": "givenAt",
                                  "type": {
                                    "type": "long",
                                    "logicalType": "timestamp-millis"
                                  },
                                  "doc": "When."
                                },
                                {
                                  "name": "effectiveDay",
                                  "type": {
                                    "type": "int",
                                    "logicalType": "date"
                                  },
                                  "doc": "The day on which it takes effect."
                                },
                                {
                                  "name": "motive",
                                  "type": [
                                    "null",
                                    "string"
                                  ],
                                  "default": null,
                                  "doc": "As the customer states it. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
                                }
                              ]
                            }
                          ],
                          "default": null,
                          "doc": "Null where no notice stands."
                        },
                        {
                          "name": "payments",
                          "type": [
                            "null",
                            {
                              "type": "record",
                              "name": "PaymentEvidence",
                              "doc": "Trouble with paying.",
                              "fields": [
                                {
                                  "name": "unpaidInvoices",
                                  "type": {
                                    "type": "array",
                                    "items": {
                                      "type": "record",
                                      "name": "UnpaidInvoiceEvidence",
                                      "doc": "An invoice past its due day.",
                                      "fields": [
                                        {
                                          "name": "invoiceId",
                                          "type": "string",
                                          "doc": "The invoice."
                                        },
                                        {
                                          "name": "eventId",
                                          "type": "string",
                                          "doc": "Id of the profile change."
                                        },
                                        {
                                          "name": "dueDay",
                                          "type": {
                                            "type": "int",
                                            "logicalType": "date"
                                          },
                                          "doc": "The day it was due."
                                        }
                                      ]
                                    }
                                  },
                                  "doc": "Those that are open."
                                },
                                {
                                  "name": "failedPayments",
                                  "type": "int",
                                  "doc": "Of the last 60 days."
                                }
                              ]
                            }
                          ],
                          "default": null,
                          "doc": "Null where there is none."
                        }
                      ]
                    },
                    "doc": "Why, as data."
                  },
                  {
                    "name": "pmg",
                    "type": [
                      "null",
                      "string"
                    ],
                    "default": null,
                    "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
                  },
                  {
                    "name": "valueAtStakeMinor",
                    "type": [
                      "null",
                      "long"
                    ],
                    "default": null,
                    "doc": "What may be lost, or won back, a year; minor units of the reporting currency."
                  },
                  {
                    "name": "openCase",
                    "type": "boolean",
                    "doc": "Whether a support case is open: it is solved before anything is sold."
                  },
                  {
                    "name": "contactability",
                    "type": "ebb.Contactability",
                    "doc": "As known at the time of the alert."
                  },
                  {
                    "name": "calibrationVersion",
                    "type": "int",
                    "doc": "The version of the population parameters in force; 0 for none."
                  },
                  {
                    "name": "rulesVersion",
                    "type": "string",
                    "doc": "The version of the rules in force: a digest of them."
                  },
                  {
                    "name": "restsOn",
                    "type": {
                      "type": "array",
                      "items": "string"
                    },
                    "doc": "Ids of the events that it rests on; the last purchase among them."
                  },
                  {
                    "name": "explanation",
                    "type": "string",
                    "doc": "Why, in plain English."
                  },
                  {
                    "name": "explanationFr",
                    "type": "string",
                    "doc": "The same in French."
                  }
                ]
              },
              {
                "type": "record",
                "namespace": "ebb",
                "name": "RiskAlert",
                "doc": "A customer who is not core is leaving or gone by an incident or notice, with ranked causes and the evidence. Topic `customer-alerts`.",
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
                    "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                  },
                  {
                    "name": "phase",
                    "type": "string",
                    "doc": "How far it has come. One of: leaving, gone."
                  },
                  {
                    "name": "trigger",
                    "type": "string",
                    "doc": "What made it speak. One of: silence, incident, payment, notice, contract-ended."
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
                    "name": "relationship",
                    "type": "string",
                    "doc": "One of: transactional, contractual."
                  },
                  {
                    "name": "advocacy",
                    "type": "string",
                    "doc": "One of: none, adept, ambassador, partner."
                  },
                  {
                    "name": "causes",
                    "type": {
                      "type": "array",
                      "items": "ebb.AlertCause"
                    },
                    "doc": "Ranked, the strongest first; `unknown` alone where nothing is known."
                  },
                  {
                    "name": "notAssessable",
                    "type": {
                      "type": "array",
                      "items": "string"
                    },
                    "doc": "Causes for which there is too little to tell."
                  },
                  {
                    "name": "evidence",
                    "type": "ebb.AlertEvidence",
                    "doc": "Why, as data."
                  },
                  {
                    "name": "pmg",
                    "type": [
                      "null",
                      "string"
                    ],
                    "default": null,
                    "doc": "Size by revenue as of the last purchase. One of: small, medium, large."
                  },
                  {
                    "name": "valueAtStakeMinor",
                    "type": [
                      "null",
                      "long"
                    ],
                    "default": null,
                    "doc": "What may be lost, or won back, a year; minor units of the reporting currency."
                  },
                  {
                    "name": "openCase",
                    "type": "boolean",
                    "doc": "Whether a support case is open: it is solved before anything is sold."
                  },
                  {
                    "name": "contactability",
                    "type": "ebb.Contactability",
                    "doc": "As known at the time of the alert."
                  },
                  {
                    "name": "calibrationVersion",
                    "type": "int",
                    "doc": "The version of the population parameters in force; 0 for none."
                  },
                  {
                    "name": "rulesVersion",
                    "type": "string",
                    "doc": "The version of the rules in force: a digest of them."
                  },
                  {
                    "name": "restsOn",
                    "type": {
                      "type": "array",
                      "items": "string"
                    },
                    "doc": "Ids of the events that it rests on; the last purchase among them."
                  },
                  {
                    "name": "explanation",
                    "type": "string",
                    "doc": "Why, in plain English."
                  },
                  {
                    "name": "explanationFr",
                    "type": "string",
                    "doc": "The same in French."
                  }
                ]
              },
              {
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
                    "doc": "Why. One of: false-alarm, returned, purchased, escalated, incident-over, notice-withdrawn, lost, abandoned, erased."
                  }
                ]
              },
              {
                "type": "record",
                "namespace": "ebb",
                "name": "ContactabilityChanged",
                "doc": "How a customer may be contacted, as it holds from now on. Topics `customer-alerts` and, forwarded while it matters, `retention-actions`.",
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
                    "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                  },
                  {
                    "name": "contactability",
                    "type": "ebb.Contactability",
                    "doc": "All of it."
                  }
                ]
              },
              {
                "type": "record",
                "namespace": "ebb",
                "name": "ActionOutcome",
                "doc": "What came of an action. Topic `customer-alerts`.",
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
                    "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                  },
                  {
                    "name": "actionId",
                    "type": "string",
                    "doc": "The action."
                  },
                  {
                    "name": "what",
                    "type": "string",
                    "doc": "One of: action-sent, delivered, answered, outcome, opted-out, suppressed, held-out."
                  },
                  {
                    "name": "outcome",
                    "type": [
                      "null",
                      "string"
                    ],
                    "default": null,
                    "doc": "For `outcome`. One of: other, accepted, refused, call-back, not-reached, solved, wrong-number."
                  },
                  {
                    "name": "motive",
                    "type": [
                      "null",
                      "string"
                    ],
                    "default": null,
                    "doc": "Of a refusal. One of: other, better-offer, price, payment-difficulty, need-ended, moved, disappointed."
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
                    "doc": "When the customer asked to be called."
                  }
                ]
              },
              {
                "type": "record",
                "namespace": "ebb",
                "name": "AbandonmentProposed",
                "doc": "It costs more to keep this customer than the customer brings, twice: a manager may approve to end it. Topic `customer-alerts`.",
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
                    "doc": "Id of the event that caused it, or `<customer>@<deadline>@<when>`."
                  },
                  {
                    "name": "stage",
                    "type": "string",
                    "doc": "One of: none, suspect, prospect, disqualified, first-time, early-repeat, core, inactive, core-defector, returned, lost, abandoned, erased."
                  },
                  {
                    "name": "marginMinor",
                    "type": "long",
                    "doc": "Of twelve months, minor units of the reporting currency."
                  },
                  {
                    "name": "costToServeMinor",
                    "type": "long",
                    "doc": "Of the same twelve months."
                  },
                  {
                    "name": "psychologicalValueMinor",
                    "type": "long",
                    "doc": "What referrals add."
                  },
                  {
                    "name": "explanation",
                    "type": "string",
                    "doc": "In plain English."
                  },
                  {
                    "name": "explanationFr",
                    "type": "string",
                    "doc": "The same in French."
                  }
                ]
              },
              {
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
                    "name": "advocacy",
                    "type": "string",
                    "doc": "Beside the stage, after the transition. One of: none, adept, ambassador, partner."
                  },
                  {
                    "name": "lifetime",
                    "type": "int",
                    "doc": "The lifetime after: 1 for the first, 2 after a return, and so on."
                  },
                  {
                    "name": "reason",
                    "type": "string",
                    "doc": "Why. One of: lead, first-purchase, repeat-purchase, core-test, purchase, silence, fading, return, false-alarm, incident, incident-over, payment, notice, notice-withdrawn, notice-effective, contract-ended, relationship, advocacy, lost, abandoned, erased."
                  },
                  {
                    "name": "wonBack",
                    "type": "boolean",
                    "doc": "Of a return: whether within 90 days after a delivered action. An effect is claimed only against the hold-out."
                  }
                ]
              },
              {
                "type": "record",
                "name": "StoredWithdrawal",
                "doc": "A record that the lifecycle has taken back.",
                "fields": [
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
                    "name": "at",
                    "type": {
                      "type": "long",
                      "logicalType": "timestamp-millis"
                    },
                    "doc": "The event time of the record that is withdrawn."
                  }
                ]
              }
            ]
          },
          "doc": "The records after the base as they came, in order."
        },
        {
          "name": "emitted",
          "type": {
            "type": "array",
            "items": {
              "type": "record",
              "name": "EmittedAction",
              "doc": "A record that was sent for what lies within the horizon.",
              "fields": [
                {
                  "name": "cause",
                  "type": [
                    "int",
                    "string"
                  ],
                  "doc": "The id before the last slash: by the index of the fact that is its cause, or itself."
                },
                {
                  "name": "suffix",
                  "type": [
                    "null",
                    "string"
                  ],
                  "default": null,
                  "doc": "The rest of the id; null for that of its type."
                },
                {
                  "name": "recordType",
                  "type": {
                    "type": "enum",
                    "name": "ActionRecordType",
                    "symbols": [
                      "RetentionAction",
                      "ActionCalledOff",
                      "ActionWithheld",
                      "ContactabilityChanged",
                      "EffectMeasured"
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
                  "type": [
                    "null",
                    {
                      "type": "long",
                      "logicalType": "timestamp-millis"
                    }
                  ],
                  "default": null,
                  "doc": "The event time at which it took effect; null for that of the fact that is its cause."
                },
                {
                  "name": "digest",
                  "type": {
                    "type": "fixed",
                    "namespace": "ebb",
                    "name": "Digest",
                    "doc": "Eight bytes over the content of a record, to see whether it has changed.",
                    "logicalType": "octets",
                    "size": 8
                  },
                  "doc": "Digest of its content, to see whether it has changed."
                },
                {
                  "name": "retracted",
                  "type": "boolean",
                  "doc": "Whether that revision was withdrawn."
                },
                {
                  "name": "flow",
                  "type": "string",
                  "default": "",
                  "doc": "As what the census counted it, such as win-back/core-defector/held-out/away; empty for nothing."
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
          "doc": "Kind of the fact or type of the record; `T` for `LifecycleTransition`."
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
        },
        {
          "name": "headers",
          "type": {
            "type": "array",
            "items": {
              "type": "record",
              "name": "OutboxHeader",
              "doc": "One header.",
              "fields": [
                {
                  "name": "key",
                  "type": "string",
                  "doc": "Its name."
                },
                {
                  "name": "value",
                  "type": "string",
                  "doc": "Its text."
                }
              ]
            }
          },
          "default": [],
          "doc": "Headers of the record besides those of every record."
        }
      ]
    }
  ]
};
