import { defineErrors } from '../errors.ts'

export const commitmentCatalogue = {
  'commitment-not-found': { status: 404, fr: 'Cet engagement n’existe pas, ou vos droits ne le couvrent pas.', en: 'This commitment does not exist, or your rights do not cover it.' },
  'commitment-milestone-not-found': { status: 404, fr: 'Cette étape n’existe pas dans cet engagement.', en: 'This commitment has no such milestone.' },
  'commitment-event-not-found': { status: 404, fr: 'Ce fait n’est pas consigné sur cet engagement.', en: 'This commitment has no such event.' },
  'commitment-event-refused': { status: 409, fr: 'Ce fait ne peut pas suivre l’état actuel de l’engagement (« {state} »).', en: 'This event cannot follow the present state of the commitment ({state}).' },
  'commitment-event-not-latest': { status: 409, fr: 'Seul le dernier fait consigné se retire : retirez d’abord ceux qui l’ont suivi.', en: 'Only the latest event can be withdrawn: withdraw first those that followed it.' },
  'commitment-event-before': { status: 422, fr: 'Ce fait est daté d’avant le dernier fait consigné, ou de l’avenir.', en: 'This event is dated before the latest one recorded, or in the future.' },
  'commitment-evidence-there': { status: 409, fr: 'Ce fait porte déjà une pièce. Retirez-le et consignez-le de nouveau pour en changer.', en: 'This event has a file already. Withdraw it and record it again to change the file.' },
  'commitment-evidence-not-found': { status: 404, fr: 'Aucun fichier n’est joint à ce fait.', en: 'No file is attached to this event.' },
  'commitment-reason-missing': { status: 422, fr: 'Dites pourquoi : un engagement bloqué, abandonné, contesté ou rouvert porte sa raison.', en: 'Say why: what is blocked, dropped, contested or reopened carries its reason.' },
  'commitment-counterpart-missing': { status: 422, fr: 'Nommez d’abord à qui l’engagement a été pris : c’est à cette partie prenante de dire s’il est tenu.', en: 'Name first to whom it was promised: it is for that stakeholder to say whether it was kept.' },
  'commitment-counterpart-no-address': { status: 422, fr: 'Aucun mandat en cours de cette partie prenante n’a d’adresse : copiez le lien, ou notez une adresse.', en: 'No mandate in force of this stakeholder has an address: copy the link, or note an address.' },
  'commitment-not-done': { status: 409, fr: 'On demande si un engagement est tenu une fois qu’il est déclaré tenu.', en: 'Whether it was kept is asked once it is said to be done.' },
  'commitment-due-before-made': { status: 422, fr: 'L’échéance précède le jour où l’engagement a été pris.', en: 'It is due before the day on which it was made.' },
  'commitment-order-incomplete': { status: 422, fr: 'L’ordre nomme chaque étape une fois.', en: 'The order names each milestone once.' },
} as const

export const commitmentErrors = defineErrors(commitmentCatalogue)
