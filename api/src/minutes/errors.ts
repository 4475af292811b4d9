import { defineErrors } from '../errors.ts'

export const minutesCatalogue = {
  'minutes-not-found': { status: 404, fr: 'Ce procès-verbal n’existe pas, ou n’est pas publié.', en: 'These minutes do not exist, or are not published.' },
  'minutes-version-not-found': { status: 404, fr: 'Cette version du procès-verbal n’existe pas.', en: 'This version of the minutes does not exist.' },
  'minutes-correction-not-found': { status: 404, fr: 'Cette demande de correction n’existe pas.', en: 'This request for a correction does not exist.' },
  'minutes-session-not-closed': { status: 409, fr: 'La séance n’est pas close : son procès-verbal n’est qu’un aperçu. Clôturez-la d’abord.', en: 'The session is not closed: its minutes are a preview only. Close it first.' },
  'minutes-locked': { status: 409, fr: 'Ce procès-verbal est approuvé : il ne change plus. Une erreur découverte depuis se demande comme correction, et se lit à côté de lui.', en: 'These minutes are approved: they do not change any more. A mistake found since is asked for as a correction, and is read beside them.' },
  'minutes-circulated': { status: 409, fr: 'Ce procès-verbal est en relecture : reprenez-le pour le corriger.', en: 'These minutes are out for reading: take them back to correct them.' },
  'minutes-transition-refused': { status: 409, fr: 'Un procès-verbal ne passe pas de « {from} » à « {to} » : on le fait circuler et on le corrige autant de fois qu’il faut, on l’approuve, puis on le publie ; la publication se retire.', en: 'Minutes that are {from} cannot become {to}: draft → circulated → corrected → circulated; draft, circulated or corrected → approved → published; published → approved.' },
  'minutes-unchanged': { status: 409, fr: 'Rien n’a changé depuis la version {number} : elle est déjà en relecture.', en: 'Nothing has changed since version {number}: it is out for reading already.' },
  'minutes-changed-since': { status: 409, fr: 'Le contenu a changé depuis votre lecture : relisez-le avant de l’approuver.', en: 'The content has changed since you read it: read it again before approving it.' },
  'minutes-corrections-pending': { status: 409, fr: 'Des corrections demandées attendent une réponse : {count}.', en: 'Corrections that were asked for still wait for an answer: {count}.' },
  'minutes-not-circulated': { status: 409, fr: 'Ce procès-verbal n’a pas encore circulé : il n’y a rien à corriger.', en: 'These minutes have not been circulated yet: there is nothing to correct.' },
  'minutes-correction-answered': { status: 409, fr: 'Cette demande de correction a déjà sa réponse.', en: 'This request for a correction has been answered already.' },
  'minutes-corrections-closed': { status: 409, fr: 'Les corrections étaient attendues jusqu’au {day}.', en: 'Corrections were expected until {day}.' },
  'minutes-approval-incomplete': { status: 422, fr: 'Dites qui approuve : une instance, ou en toutes lettres.', en: 'Say who approves: a body, or in words.' },
  'minutes-approval-day': { status: 422, fr: 'Un procès-verbal s’approuve entre le jour de la séance, ou de la réunion de l’instance qui l’approuve, et aujourd’hui.', en: 'Minutes are approved between the day of the session, or of the meeting of the body that approves them, and today.' },
  'minutes-refusal-unexplained': { status: 422, fr: 'Un refus se motive.', en: 'A refusal needs its reason.' },
} as const

export const minutesErrors = defineErrors(minutesCatalogue)
