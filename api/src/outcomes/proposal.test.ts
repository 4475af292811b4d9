import { describe, expect, it } from 'vitest'
import { type ProposalInput, proposeAnswer } from './proposal.ts'

const input: ProposalInput = { title: 'Tarif solidaire', pointStatement: 'Moduler la cotisation.', kind: 'partly_retained', statement: 'Trois tranches', reason: 'Les contrats en cours ne changent pas', decidedBy: 'Conseil', decidedOn: '2026-11-01', reviewOn: '2027-06-30', commitments: [{ statement: 'Ouvrir un simulateur.', owner: 'DSI', dueOn: '2026-12-31' }] }

describe('the proposal of an answer', () => {
  it('says in French what was decided, by whom, why, what is promised and when it is looked at again', () => {
    const { subject, text } = proposeAnswer(input, 'fr')
    expect(subject).toBe('Suite donnée à « Tarif solidaire »')
    expect(text.split('\n\n')).toEqual([
      'Bonjour,', 'Vous avez pris position sur « Tarif solidaire » : Moduler la cotisation.', 'Ce que vous avez dit est retenu en partie. Trois tranches. (Conseil, le 1er novembre 2026)', 'Pourquoi : Les contrats en cours ne changent pas.',
      'Ce à quoi nous nous engageons :\n– Ouvrir un simulateur (DSI, d’ici le 31 décembre 2026)', 'Nous y reviendrons le 30 juin 2027.', 'Merci d’y avoir contribué. Une question, un désaccord : répondez à ce message.',
    ])
  })

  it('says the same in English, without what there is nothing to say about', () => {
    const { subject, text } = proposeAnswer({ ...input, kind: 'retained', reason: '', reviewOn: null, commitments: [] }, 'en')
    expect(subject).toBe('What became of “Tarif solidaire”')
    expect(text).not.toContain('Why')
    expect(text).toContain('What was proposed is retained. Trois tranches. (Conseil, 1 November 2026)')
  })
})
