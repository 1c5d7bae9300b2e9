import type { ActionElements, LeadingElement } from './outputs.ts';
import { type DoAct, type DoNothing, type PolicyRule, type RuleCase, whoever } from './parameters.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Of the default opening hours. */
const twoWorkingDays = 18 * hour;

const faults = ['defect-not-fixed', 'service-not-performed', 'failed-onboarding', 'disappointed'] as const;
const prices = ['better-offer', 'price'] as const;
const noNeed = ['need-ended', 'moved'] as const;
const never = ['none', 'suspect', 'prospect', 'disqualified', 'lost', 'abandoned', 'erased'] as const;

const rule = (name: string, when: Partial<RuleCase>, doing: DoAct | DoNothing): PolicyRule => ({
  name,
  when: { ...whoever, ...when },
  do: doing,
});

const nothing = (reason: string, reasonFr: string): DoNothing => ({ kind: 'nothing', reason, reasonFr });

const nothingSaid: ActionElements = {
  leading: '',
  distributive: '',
  distributiveFr: '',
  procedural: '',
  proceduralFr: '',
  interactional: '',
  interactionalFr: '',
};

/** What the kinds of actions have in common by default. */
const plain = { commercial: false, offer: null, elements: nothingSaid, avoid: [], avoidFr: [], holdOut: false } as const;

const noSelling = { avoid: ['Selling anything.'], avoidFr: ['Vendre quoi que ce soit.'] };
const noGift = {
  avoid: ['A gift or a price reduction.', 'That the customer seems to be leaving.'],
  avoidFr: ['Un cadeau ou une remise.', 'Dire que le client semble partir.'],
};
const noDiscount = { avoid: ['A discount in place of a plan.'], avoidFr: ["Une remise à la place d'un échéancier."] };

const technical = { queue: 'technical', deskLevel: 2 } as const;
const retention = { queue: 'retention', deskLevel: 2 } as const;
const billing = { queue: 'billing', deskLevel: 1 } as const;
const oneOwner = { queue: 'case-owners', deskLevel: 2 } as const;
const customerCare = { queue: 'customer-care', deskLevel: 1 } as const;
const campaigns = { queue: 'campaigns', deskLevel: 1 } as const;

const paymentPlan = { kind: 'payment-plan', shareOfLimitStart: 0, limitMinor: 0 } as const;
const substitute = { kind: 'substitute', shareOfLimitStart: 0, limitMinor: 0 } as const;
const service = { kind: 'service', shareOfLimitStart: 0, limitMinor: 0 } as const;
/** Half of what is allowed to begin with. */
const discountTo = (limitMinor: number) => ({ kind: 'discount', shareOfLimitStart: 0.5, limitMinor }) as const;

const recovery = {
  ...plain,
  ...noSelling,
  kind: 'service-recovery',
  channel: 'phone',
  consentNeeded: 'none',
  dueWithin: day,
  inOpeningHours: false,
  expiresAfter: 7 * day,
} as const;

const answerToNotice = {
  ...plain,
  kind: 'reactive-retention',
  channel: 'phone',
  consentNeeded: 'none',
  dueWithin: hour,
  inOpeningHours: true,
  expiresAfter: 14 * day,
} as const;

const proactive = {
  ...plain,
  ...noGift,
  kind: 'proactive-retention',
  consentNeeded: 'not-refused',
  dueWithin: twoWorkingDays,
  inOpeningHours: true,
  expiresAfter: 14 * day,
  holdOut: true,
} as const;

const winBack = {
  ...plain,
  kind: 'win-back',
  commercial: true,
  dueWithin: twoWorkingDays,
  inOpeningHours: true,
  expiresAfter: 30 * day,
  holdOut: true,
} as const;

const byPhone = { channel: 'phone', consentNeeded: 'proved-opt-in' } as const;
const byMail = { channel: 'mail', consentNeeded: 'not-refused' } as const;

/** The three elements that every win-back carries; the one that was hurt leads. */
const winBackElements = (leading: LeadingElement, given: Partial<ActionElements> = {}): ActionElements => ({
  leading,
  distributive: 'What the offer allows, beginning low; then the normal price again.',
  distributiveFr: "Ce que l'offre permet, en commençant bas ; puis de nouveau le prix normal.",
  procedural: 'An answer within 2 working days; nothing has to be explained again.',
  proceduralFr: 'Une réponse sous 2 jours ouvrés ; rien à réexpliquer.',
  interactional: 'One named person, who says why the customer is written to.',
  interactionalFr: 'Une personne nommée, qui dit pourquoi elle écrit au client.',
  ...given,
});

const apology = {
  interactional: 'One named person, who says what went wrong, and apologises for it.',
  interactionalFr: "Une personne nommée, qui dit ce qui s'est mal passé et s'en excuse.",
};
const repaired = {
  distributive: 'What was bought, as it should have been, at no cost.',
  distributiveFr: "Ce qui a été acheté, comme il aurait dû l'être, sans frais.",
};

/** The sentences of docs/rules.md on actions, in the order in which they take precedence; docs/actions.md shows them as a table. */
export const defaultPolicy: readonly PolicyRule[] = [
  rule(
    'farewell',
    { phases: ['abandoned'], stages: ['abandoned'] },
    {
      ...plain,
      ...noSelling,
      ...customerCare,
      kind: 'farewell',
      deskLevel: 2,
      channel: 'post',
      consentNeeded: 'none',
      offer: substitute,
      elements: {
        leading: 'interactional',
        distributive: 'What stands open is settled; a substitute is named.',
        distributiveFr: 'Ce qui reste dû est réglé ; une autre solution est indiquée.',
        procedural: 'Says from when it takes effect, and what the customer has to do.',
        proceduralFr: "Dit à partir de quand cela prend effet et ce qu'il y a à faire.",
        interactional: 'Personal, direct and open: why, signed by a named person who can be asked.',
        interactionalFr: 'Personnel, direct et franc : pourquoi, signé par une personne nommée, joignable.',
      },
      dueWithin: twoWorkingDays,
      inOpeningHours: true,
      expiresAfter: 30 * day,
      reason: 'The relationship ends: that is explained, and a substitute is offered.',
      reasonFr: "La relation prend fin : on l'explique et on propose une autre solution.",
    },
  ),
  rule(
    'approve-abandonment',
    { phases: ['abandoned'] },
    {
      ...plain,
      kind: 'approval',
      queue: 'managers',
      deskLevel: 3,
      channel: 'other',
      consentNeeded: 'none',
      dueWithin: 5 * day,
      inOpeningHours: false,
      expiresAfter: 30 * day,
      reason: 'Nobody is abandoned without the approval of a manager.',
      reasonFr: "Aucun client n'est abandonné sans l'accord d'un responsable.",
    },
  ),
  rule(
    'not-a-customer',
    { stages: never },
    nothing(
      'Not a customer, or not one any more: there is nobody to keep.',
      "N'est pas client, ou ne l'est plus : personne à retenir.",
    ),
  ),
  rule(
    'bounced-case-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: ['bounced'], openCase: true },
    {
      ...recovery,
      ...oneOwner,
      dueWithin: hour,
      inOpeningHours: true,
      reason: 'Notice was given over a case that went from desk to desk: one named owner solves it, at once.',
      reasonFr: 'Résiliation après un dossier renvoyé de service en service : un responsable nommé le règle, tout de suite.',
    },
  ),
  rule(
    'payment-case-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: ['payment-difficulty'], openCase: true },
    {
      ...recovery,
      ...noDiscount,
      ...billing,
      offer: paymentPlan,
      dueWithin: hour,
      inOpeningHours: true,
      reason: 'Notice was given for payment difficulty, with a case open: billing solves it, with a plan.',
      reasonFr: 'Résiliation pour difficulté de paiement, dossier ouvert : la facturation le règle, avec un échéancier.',
    },
  ),
  rule(
    'open-case-after-notice',
    { phases: ['leaving'], triggers: ['notice'], openCase: true },
    {
      ...recovery,
      ...technical,
      dueWithin: hour,
      inOpeningHours: true,
      reason: 'Notice was given while a case is open: it is solved before anything is sold.',
      reasonFr: "Résiliation alors qu'un dossier est ouvert : on le règle avant toute vente.",
    },
  ),
  rule(
    'bounced-case',
    { causes: ['bounced'], openCase: true },
    {
      ...recovery,
      ...oneOwner,
      reason: 'The open case went from desk to desk: one named owner solves it.',
      reasonFr: 'Le dossier ouvert est passé de service en service : un responsable nommé le règle.',
    },
  ),
  rule(
    'payment-case',
    { causes: ['payment-difficulty'], openCase: true },
    {
      ...recovery,
      ...noDiscount,
      ...billing,
      offer: paymentPlan,
      reason: 'Payment difficulty, with a case open: billing solves it, with a plan.',
      reasonFr: 'Difficulté de paiement, dossier ouvert : la facturation le règle, avec un échéancier.',
    },
  ),
  rule(
    'open-case',
    { openCase: true },
    {
      ...recovery,
      ...technical,
      reason: 'A case is open: it is solved before anything is sold.',
      reasonFr: 'Un dossier est ouvert : on le règle avant toute vente.',
    },
  ),
  rule(
    'over-solicited-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: ['over-solicited'] },
    {
      ...answerToNotice,
      ...noSelling,
      ...retention,
      reason: 'Notice was given after too many contacts: it is answered, with an apology, and nothing is sold.',
      reasonFr: "Résiliation après trop de sollicitations : on répond, on s'excuse, on ne vend rien.",
    },
  ),
  rule(
    'over-solicited',
    { causes: ['over-solicited'] },
    nothing(
      'Contacted too often already: any contact makes it worse.',
      'Déjà trop sollicité : tout contact aggraverait les choses.',
    ),
  ),
  rule(
    'no-need-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: noNeed },
    {
      ...answerToNotice,
      ...noSelling,
      ...customerCare,
      kind: 'farewell',
      channel: 'mail',
      offer: substitute,
      reason: 'The need has ended, or the customer moves away: the notice is confirmed, with thanks.',
      reasonFr: "Le besoin n'existe plus, ou le client déménage : on confirme la résiliation et on remercie.",
    },
  ),
  rule(
    'no-need',
    { causes: noNeed },
    nothing('The need has ended, or the customer moved away.', "Le besoin n'existe plus, ou le client a déménagé."),
  ),
  rule(
    'payment-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: ['payment-difficulty'] },
    {
      ...answerToNotice,
      ...noDiscount,
      ...billing,
      offer: paymentPlan,
      reason: 'Notice was given for payment difficulty: a plan, not a discount.',
      reasonFr: 'Résiliation pour difficulté de paiement : un échéancier, pas une remise.',
    },
  ),
  rule(
    'bounced-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: ['bounced'] },
    {
      ...answerToNotice,
      ...noSelling,
      ...oneOwner,
      reason: 'Notice was given after going from desk to desk: one named owner answers.',
      reasonFr: 'Résiliation après des renvois de service en service : un responsable nommé répond.',
    },
  ),
  rule(
    'fault-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: faults },
    {
      ...answerToNotice,
      ...noSelling,
      ...technical,
      offer: service,
      reason: 'Notice was given over the quality of service: the technical desk puts it right.',
      reasonFr: 'Résiliation liée à la qualité de service : le service technique y remédie.',
    },
  ),
  rule(
    'notice-of-small',
    { phases: ['leaving'], triggers: ['notice'], pmg: ['small'] },
    {
      ...answerToNotice,
      ...retention,
      deskLevel: 1,
      channel: 'mail',
      commercial: true,
      offer: discountTo(1_500),
      reason: 'Notice was given: it is answered in writing, with an offer at most.',
      reasonFr: 'Résiliation : on répond par écrit, avec une offre tout au plus.',
    },
  ),
  rule(
    'price-after-notice',
    { phases: ['leaving'], triggers: ['notice'], causes: prices },
    {
      ...answerToNotice,
      ...retention,
      commercial: true,
      offer: discountTo(5_000),
      reason: 'Notice was given for a competitor or the price: the retention desk answers, with an offer at most.',
      reasonFr: 'Résiliation pour un concurrent ou le prix : le service fidélisation répond, avec une offre tout au plus.',
    },
  ),
  rule(
    'notice',
    { phases: ['leaving'], triggers: ['notice'] },
    {
      ...answerToNotice,
      ...retention,
      commercial: true,
      offer: { kind: 'voucher', shareOfLimitStart: 0.5, limitMinor: 3_000 },
      reason: 'Notice was given: the retention desk asks why, with an offer at most.',
      reasonFr: 'Résiliation : le service fidélisation demande pourquoi, avec une offre tout au plus.',
    },
  ),
  rule(
    'payment-difficulty',
    { phases: ['leaving'], causes: ['payment-difficulty'] },
    {
      ...recovery,
      ...noDiscount,
      ...billing,
      offer: paymentPlan,
      reason: 'Payment difficulty: a plan, not a discount.',
      reasonFr: 'Difficulté de paiement : un échéancier, pas une remise.',
    },
  ),
  rule(
    'unpaid',
    { phases: ['leaving'], triggers: ['payment'] },
    {
      ...recovery,
      ...billing,
      reason: 'Something is unpaid or a payment failed: billing asks why before it becomes a loss.',
      reasonFr: "Un impayé ou un paiement refusé : la facturation demande pourquoi avant qu'il ne soit trop tard.",
    },
  ),
  rule(
    'bounced',
    { phases: ['leaving'], triggers: ['incident'], causes: ['bounced'] },
    {
      ...recovery,
      ...oneOwner,
      reason: 'The customer went from desk to desk: one named owner makes sure that it is over.',
      reasonFr: "Le client est passé de service en service : un responsable nommé s'assure que c'est fini.",
    },
  ),
  rule(
    'newcomer-after-incident',
    { phases: ['leaving'], triggers: ['incident'], stages: ['first-time', 'early-repeat'] },
    {
      ...recovery,
      ...technical,
      reason: 'A newcomer, the most fragile, had trouble: service recovery within 24 hours.',
      reasonFr: 'Un nouveau client, le plus fragile, a eu un incident : on y remédie sous 24 heures.',
    },
  ),
  rule(
    'incident',
    { phases: ['leaving'], triggers: ['incident'] },
    {
      ...recovery,
      ...technical,
      reason: 'The customer had trouble: the technical desk makes sure that it is over.',
      reasonFr: "Le client a eu un incident : le service technique s'assure que c'est fini.",
    },
  ),
  rule(
    'silence-under-contract',
    { triggers: ['silence'], relationships: ['contractual'] },
    nothing('Under a contract silence means nothing.', 'Sous contrat, le silence ne veut rien dire.'),
  ),
  rule(
    'silence-after-bounce',
    { phases: ['leaving'], causes: ['bounced'] },
    {
      ...proactive,
      ...oneOwner,
      channel: 'phone',
      reason: 'Silent since going from desk to desk: one named owner asks whether all is well.',
      reasonFr: 'Silencieux depuis des renvois de service en service : un responsable nommé prend des nouvelles.',
    },
  ),
  rule(
    'silence-after-fault',
    { phases: ['leaving'], causes: faults },
    {
      ...proactive,
      ...technical,
      channel: 'phone',
      reason: 'Silent since a fault in service: the technical desk asks whether all is well.',
      reasonFr: 'Silencieux depuis un défaut de service : le service technique prend des nouvelles.',
    },
  ),
  rule(
    'silence-of-small',
    { phases: ['leaving'], pmg: ['small'] },
    {
      ...proactive,
      ...campaigns,
      channel: 'mail',
      commercial: true,
      reason: 'Silent for longer than usual: a reminder by the cheapest way.',
      reasonFr: "Silencieux plus longtemps que d'habitude : un rappel par le moyen le moins cher.",
    },
  ),
  rule(
    'silence-over-price',
    { phases: ['leaving'], causes: prices },
    {
      ...proactive,
      ...retention,
      channel: 'phone',
      reason: 'A competitor or the price was named: the retention desk listens.',
      reasonFr: 'Un concurrent ou le prix a été cité : le service fidélisation écoute.',
    },
  ),
  rule(
    'silence-of-advocate',
    { phases: ['leaving'], advocacy: ['adept', 'ambassador', 'partner'] },
    {
      ...proactive,
      ...retention,
      channel: 'phone',
      reason: 'One who stands up for the company is silent: a personal call.',
      reasonFr: "Un client qui défend l'entreprise est silencieux : un appel personnel.",
    },
  ),
  rule(
    'silence-of-bored',
    { phases: ['leaving'], causes: ['boredom'] },
    {
      ...proactive,
      ...campaigns,
      channel: 'mail',
      commercial: true,
      reason: 'The same again and again, ever less often: something new is shown.',
      reasonFr: 'Toujours la même chose, de moins en moins souvent : on montre du nouveau.',
    },
  ),
  rule(
    'silence-of-large',
    { phases: ['leaving'], pmg: ['large'] },
    {
      ...proactive,
      ...retention,
      channel: 'phone',
      reason: 'A large customer is silent for longer than usual: a personal call.',
      reasonFr: "Un gros client est silencieux plus longtemps que d'habitude : un appel personnel.",
    },
  ),
  rule(
    'silence',
    { phases: ['leaving'] },
    {
      ...proactive,
      ...campaigns,
      channel: 'mail',
      commercial: true,
      reason: 'Silent for longer than usual: what is new for this customer.',
      reasonFr: "Silencieux plus longtemps que d'habitude : ce qu'il y a de nouveau pour lui.",
    },
  ),
  rule(
    'win-back-payment',
    { phases: ['gone'], causes: ['payment-difficulty'] },
    {
      ...winBack,
      ...noDiscount,
      ...billing,
      ...byMail,
      offer: paymentPlan,
      elements: winBackElements('distributive', {
        distributive: 'A plan that can be kept.',
        distributiveFr: 'Un échéancier tenable.',
      }),
      reason: 'Gone with payment difficulty: a plan, not a discount.',
      reasonFr: 'Parti pour difficulté de paiement : un échéancier, pas une remise.',
    },
  ),
  rule(
    'win-back-fault-small',
    { phases: ['gone'], causes: [...faults, 'bounced'], pmg: ['small'] },
    {
      ...winBack,
      ...customerCare,
      ...byMail,
      offer: service,
      elements: winBackElements('procedural', { ...repaired, ...apology }),
      reason: 'Gone after a fault of ours: an apology and a repair, in writing.',
      reasonFr: 'Parti après une faute de notre part : des excuses et une réparation, par écrit.',
    },
  ),
  rule(
    'win-back-bounced',
    { phases: ['gone'], causes: ['bounced'] },
    {
      ...winBack,
      ...oneOwner,
      ...byPhone,
      offer: service,
      elements: winBackElements('procedural', { ...repaired, ...apology }),
      reason: 'Gone after going from desk to desk: one named owner answers for all of it.',
      reasonFr: 'Parti après des renvois de service en service : un responsable nommé répond de tout.',
    },
  ),
  rule(
    'win-back-disappointed',
    { phases: ['gone'], causes: ['disappointed'] },
    {
      ...winBack,
      ...technical,
      ...byPhone,
      offer: service,
      elements: winBackElements('interactional', { ...repaired, ...apology }),
      reason: 'Gone disappointed: somebody listens first, and puts right what can be.',
      reasonFr: "Parti déçu : on écoute d'abord, puis on répare ce qui peut l'être.",
    },
  ),
  rule(
    'win-back-fault',
    { phases: ['gone'], causes: faults },
    {
      ...winBack,
      ...technical,
      ...byPhone,
      offer: service,
      elements: winBackElements('procedural', { ...repaired, ...apology }),
      reason: 'Gone after a fault in service: the technical desk puts it right.',
      reasonFr: 'Parti après un défaut de service : le service technique y remédie.',
    },
  ),
  rule(
    'win-back-small',
    { phases: ['gone'], pmg: ['small'] },
    {
      ...winBack,
      ...campaigns,
      ...byMail,
      offer: discountTo(1_500),
      elements: winBackElements('distributive'),
      reason: 'A small customer is gone: a small offer by the cheapest way.',
      reasonFr: 'Un petit client est parti : une petite offre par le moyen le moins cher.',
    },
  ),
  rule(
    'win-back-price',
    { phases: ['gone'], causes: prices },
    {
      ...winBack,
      ...retention,
      ...byPhone,
      offer: discountTo(5_000),
      elements: winBackElements('distributive'),
      reason: 'Gone to a competitor or for the price: the retention desk, with an offer that begins low.',
      reasonFr: 'Parti chez un concurrent ou pour le prix : le service fidélisation, avec une offre qui commence bas.',
    },
  ),
  rule(
    'win-back-bored',
    { phases: ['gone'], causes: ['boredom'] },
    {
      ...winBack,
      ...campaigns,
      ...byMail,
      offer: { kind: 'voucher', shareOfLimitStart: 0.5, limitMinor: 2_000 },
      elements: winBackElements('distributive', {
        distributive: 'Something that this customer has not had yet; then the normal price again.',
        distributiveFr: "Quelque chose que ce client n'a pas encore eu ; puis de nouveau le prix normal.",
      }),
      reason: 'Gone out of boredom: something new.',
      reasonFr: 'Parti par lassitude : quelque chose de nouveau.',
    },
  ),
  rule(
    'win-back-large',
    { phases: ['gone'], pmg: ['large'] },
    {
      ...winBack,
      ...retention,
      ...byPhone,
      offer: discountTo(10_000),
      elements: winBackElements('interactional'),
      reason: 'A large customer is gone, and nobody knows why: a person asks.',
      reasonFr: "Un gros client est parti sans que l'on sache pourquoi : une personne le lui demande.",
    },
  ),
  rule(
    'win-back',
    { phases: ['gone'] },
    {
      ...winBack,
      ...campaigns,
      ...byMail,
      offer: discountTo(3_000),
      elements: winBackElements('interactional'),
      reason: 'Gone, and nobody knows why: a letter that asks, with an offer that begins low.',
      reasonFr: "Parti sans que l'on sache pourquoi : un courrier qui le demande, avec une offre qui commence bas.",
    },
  ),
];
