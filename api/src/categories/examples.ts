import { demoId } from '@convergence/db'

const id = demoId('category', 'presse')

export const examples = {
  create: { body: { code: 'chercheurs', labelFr: 'Chercheurs', labelEn: 'Researchers', side: 'external', sphere: 'observes', contractual: false, icon: 'microscope', colour: 9 } },
  one: { params: { id } },
  patch: { params: { id }, body: { labelFr: 'Presse et médias' } },
}
