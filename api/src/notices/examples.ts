import { demoId } from '@convergence/db'

const person = { id: demoId('stakeholder', 'gaspard-villemure') }
const template = { id: demoId('notice-template', 'carte-1') }
const draft = { id: demoId('notice-template', 'carte-2') }

export const examples = {
  linked: { as: 'link=demonstration-minutes' as const },
  list: { params: person },
  due: { query: { limit: '10' } },
  create: { params: person, body: { kind: 'sent', happenedOn: '2026-09-15', channel: 'letter', templateId: template.id } },
  withdraw: { params: { ...person, noticeId: demoId('notice', person.id) } },
  createTemplate: { body: { name: 'Carte des parties prenantes', from: template.id } },
  template: { params: template },
  sendings: { params: template, query: { limit: '10' } },
  patchTemplate: { params: draft, body: { parts: { retention: 'Trois ans après notre dernier échange.' } } },
  removeTemplate: { params: draft },
  publish: { params: { id: demoId('notice-template', 'consultation-1') } },
} as const
