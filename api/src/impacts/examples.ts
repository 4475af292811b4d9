import { demoId } from '@convergence/db'

const id = demoId('impact', 'economies-reseau')

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', sign: '1', actuality: 'actual' } },
  create: { body: { title: 'Renoncement aux soins faute de médecin proche', direction: 'of_organisation', sign: -1, directness: 'indirect', actuality: 'potential', scale: 4, scope: 3, irremediability: 3, likelihood: 3, horizon: 'medium', stage: 'downstream', pillarId: demoId('pillar', 'acces-sante'), perimeterId: demoId('perimeter', 'national') } },
  one: { params: { id } },
  patch: { params: { id }, body: { scope: 4, description: 'Les réseaux baissent le coût des équipements pour les adhérents.' } },
  addLink: { params: { id }, body: { stakeholderId: demoId('stakeholder', 'professionnels-sante'), involvement: 'affected' } },
  link: { params: { id, linkId: demoId('impact-stakeholder', 'economies-reseau/adherents/affected') } },
}
