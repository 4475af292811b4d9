import { said } from './errors.words.ts'
import type { FieldProblem } from './schemas.ts'

export type Language = 'fr' | 'en'

/** One line of a feature's error catalogue: HTTP status and the sentence in both languages, with {name} places. */
export interface ErrorEntry {
  status: number
  fr: string
  en: string
}

export interface ProblemExtras {
  params?: Record<string, string | number>
  errors?: FieldProblem[]
  headers?: Record<string, string>
}

/** An expected refusal; the error handler turns it into application/problem+json. */
export class ProblemError extends Error {
  readonly code: string
  readonly entry: ErrorEntry
  readonly extras: ProblemExtras
  constructor(code: string, entry: ErrorEntry, extras: ProblemExtras = {}) {
    super(code)
    this.code = code
    this.entry = entry
    this.extras = extras
  }

  /** The sentence in the reader's language. */
  detail(language: Language): string {
    return this.entry[language].replace(/\{(\w+)\}/g, (_, name: string) => said(language, this.extras.params?.[name]))
  }
}

export type Catalogue = Record<string, ErrorEntry>

const defined = new Map<string, ErrorEntry>()

/** Every code of every catalogue that was loaded, in order of code: the page of errors is made from it. */
export const allErrors = (): [string, ErrorEntry][] => [...defined].sort(([a], [b]) => a.localeCompare(b))

/** Turns a catalogue into one function per code: `throw stakeholderErrors['stakeholder-not-found']()`. */
export function defineErrors<C extends Catalogue>(catalogue: C): { [K in keyof C]: (extras?: ProblemExtras) => ProblemError } {
  for (const [code, entry] of Object.entries(catalogue)) defined.set(code, entry)
  const makers = Object.entries(catalogue).map(([code, entry]) => [code, (extras?: ProblemExtras) => new ProblemError(code, entry, extras)])
  return Object.fromEntries(makers) as { [K in keyof C]: (extras?: ProblemExtras) => ProblemError }
}

export const commonCatalogue = {
  'invalid-request': { status: 400, fr: 'La requête contient des champs refusés : voir « errors ».', en: 'The request has fields that were refused: see "errors".' },
  'invalid-json': { status: 400, fr: 'Le corps de la requête n’est pas du JSON valide.', en: 'The request body is not valid JSON.' },
  'forbidden-key': { status: 400, fr: 'Le corps de la requête contient une clé refusée partout : « __proto__ », ou « constructor » avec « prototype ».', en: 'The request body has a key that is refused everywhere: "__proto__", or "constructor" with "prototype".' },
  'too-deep': { status: 400, fr: 'Le corps de la requête est imbriqué sur plus de {levels} niveaux.', en: 'The request body is nested more than {levels} levels deep.' },
  'invalid-cursor': { status: 400, fr: 'Ce curseur de page n’est pas valable pour cette liste.', en: 'This page cursor is not valid for this list.' },
  'key-in-address': { status: 400, fr: 'Une clé ne va jamais dans une adresse, que des journaux gardent : envoyez-la dans l’en-tête Authorization, et renouvelez celle-ci.', en: 'A key never goes in an address, which logs keep: send it in the Authorization header, and rotate this one.' },
  'not-signed-in': { status: 401, fr: 'Connectez-vous, ou présentez une clé d’API.', en: 'Sign in, or present an API key.' },
  'role-missing': { status: 403, fr: 'Votre rôle ne permet pas cette action.', en: 'Your role does not allow this action.' },
  'scope-missing': { status: 403, fr: 'Cette clé d’API n’a pas la portée {scope}.', en: 'This API key lacks the scope {scope}.' },
  'origin-refused': { status: 403, fr: 'Cette requête vient d’un autre site.', en: 'This request comes from another site.' },
  'perimeter-out-of-reach': { status: 403, fr: 'Vos droits ne couvrent pas ce périmètre.', en: 'Your rights do not cover this perimeter.' },
  'not-found': { status: 404, fr: 'Rien ne se trouve à cette adresse, ou vos droits ne le couvrent pas.', en: 'There is nothing here, or your rights do not cover it.' },
  'method-not-allowed': { status: 405, fr: 'Cette méthode n’est pas permise ici.', en: 'This method is not allowed here.' },
  'not-acceptable': { status: 406, fr: 'Aucun des formats demandés n’est disponible.', en: 'None of the requested formats is available.' },
  'already-exists': { status: 409, fr: 'Un objet identique existe déjà.', en: 'The same object exists already.' },
  'still-in-use': { status: 409, fr: 'D’autres objets s’y rattachent encore.', en: 'Other objects still refer to it.' },
  'key-in-progress': { status: 409, fr: 'Une requête avec cette Idempotency-Key est en cours.', en: 'A request with this Idempotency-Key is under way.' },
  'stale-version': { status: 412, fr: 'Cet objet a changé depuis votre lecture : relisez-le avant de l’enregistrer.', en: 'This object has changed since you read it: read it again before saving.' },
  'body-too-large': { status: 413, fr: 'Le corps de la requête est trop volumineux.', en: 'The request body is too large.' },
  'media-type-refused': { status: 415, fr: 'Ce type de contenu n’est pas accepté ici.', en: 'This content type is not accepted here.' },
  'unknown-reference': { status: 422, fr: 'Un objet désigné n’existe pas, ou vos droits ne le couvrent pas.', en: 'An object that is referred to does not exist, or your rights do not cover it.' },
  'rule-violated': { status: 422, fr: 'Les valeurs ne vont pas ensemble ({rule}).', en: 'The values do not go together ({rule}).' },
  'key-reused': { status: 422, fr: 'Cette Idempotency-Key a déjà servi pour une autre requête.', en: 'This Idempotency-Key was used for another request.' },
  'precondition-required': { status: 428, fr: 'Envoyez l’en-tête If-Match avec la version lue.', en: 'Send the If-Match header with the version you read.' },
  'too-many-requests': { status: 429, fr: 'Trop de requêtes : réessayez dans {seconds} s.', en: 'Too many requests: try again in {seconds} s.' },
  'internal-error': { status: 500, fr: 'Une erreur imprévue s’est produite ; rien n’a été enregistré. Signalez le numéro de trace.', en: 'An unexpected error occurred; nothing was saved. Please report the trace id.' },
  'unavailable': { status: 503, fr: 'Le service est momentanément indisponible : réessayez.', en: 'The service is unavailable for the moment: try again.' },
} satisfies Catalogue

export const commonErrors = defineErrors(commonCatalogue)
