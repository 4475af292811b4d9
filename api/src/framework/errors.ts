import { defineErrors } from '../errors.ts'

export const frameworkCatalogue = {
  'framework-not-found': { status: 404, fr: 'Cet élément du référentiel n’existe pas.', en: 'This element of the framework does not exist.' },
  'framework-in-use': { status: 409, fr: 'Le registre ou le référentiel s’y réfère encore : détachez d’abord ce qui s’y rattache.', en: 'The register or the framework still refers to it: detach what refers to it first.' },
  'framework-code-taken': { status: 409, fr: 'Un élément du référentiel porte déjà ce code.', en: 'An element of the framework has this code already.' },
  'framework-labels-only': { status: 403, fr: 'Votre rôle permet de changer les libellés et la certitude d’un domaine ; le reste revient à l’administrateur.', en: 'Your role may change the labels and the certainty of an area; the rest is for an administrator.' },
} as const

export const frameworkErrors = defineErrors(frameworkCatalogue)
