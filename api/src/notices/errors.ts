import { defineErrors } from '../errors.ts'

export const noticeCatalogue = {
  'notice-required': { status: 409, fr: 'Une personne ({reference}) n’a pas été informée qu’elle figure ici : rien ne peut être coté ni consigné à son sujet. Envoyez-lui la notice, ou consignez pourquoi elle n’a pas à l’être, depuis sa fiche.', en: 'A person ({reference}) has not been told of being held here: nothing can be scored or recorded about them. Send the notice, or record why it need not be sent, from their sheet.' },
  'notice-not-found': { status: 404, fr: 'Cette information n’est pas consignée pour cette personne.', en: 'This notice is not recorded for this person.' },
  'notice-withdrawn': { status: 409, fr: 'Cette information est déjà retirée.', en: 'This notice is withdrawn already.' },
  'notice-incomplete': { status: 422, fr: 'Il manque ce que ce cas demande.', en: 'What this case asks for is missing.' },
  'notice-in-future': { status: 422, fr: 'Une personne ne peut pas avoir été informée à une date à venir.', en: 'A person cannot have been told on a day to come.' },
  'notice-public-refused': { status: 409, fr: 'La notice publique ne couvre qu’une fiche sans adresse et sans texte libre : informez la personne elle-même.', en: 'The public notice only covers a sheet without an address and without free text: tell the person.' },
  'notice-individual-required': { status: 409, fr: 'Cette personne n’est couverte que par la notice publique : informez-la elle-même avant d’ajouter une adresse ou un texte.', en: 'This person is only covered by the public notice: tell them before adding an address or a text.' },
  'notice-kind-refused': { status: 409, fr: 'Cette fiche ({reference}) porte déjà des cotations ou des positions : elle ne peut pas devenir celle d’une personne. Créez la fiche de la personne, puis informez-la.', en: 'This sheet ({reference}) bears scores or positions already and cannot become a person’s. Make the person’s own sheet, then tell them.' },
  'notice-template-not-found': { status: 404, fr: 'Ce modèle de notice n’existe pas, ou vos droits ne le couvrent pas.', en: 'This notice template does not exist, or your rights do not cover it.' },
  'notice-template-published': { status: 409, fr: 'Ce modèle est publié : il ne change plus. Faites-en une nouvelle édition.', en: 'This template is published and does not change any more. Make a new edition of it.' },
  'notice-template-draft': { status: 409, fr: 'Ce modèle n’est pas publié : publiez-le d’abord.', en: 'This template is not published: publish it first.' },
  'notice-template-incomplete': { status: 422, fr: 'Ce modèle ne dit pas tout ce que la loi demande : {count} parties manquent.', en: 'This template does not tell all that the law asks: {count} parts are missing.' },
} as const

export const noticeErrors = defineErrors(noticeCatalogue)
