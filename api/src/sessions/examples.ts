import { demoId } from '@convergence/db'

const id = demoId('session', 'seance-suivante')
const item = (rank: number) => ({ id, partId: demoId('agenda-item', `seance-suivante/${rank}`) })
const attendance = { id, partId: demoId('attendance', 'seance-suivante/federation-optique-armor') }
const removed = { params: { id: demoId('session', 'reunion-annulee') } }

/** Requests of the documentation, sent to the demonstration by a test. */
export const examples = {
  list: { query: { limit: '10', status: 'closed' } },
  create: { body: { title: 'Séance de restitution', form: 'hybrid', startsAt: '2027-01-19T08:30:00Z', endsAt: '2027-01-19T11:00:00Z', place: 'Rennes', perimeterId: demoId('perimeter', 'bretagne') } },
  one: { params: { id } },
  board: { params: { id: demoId('session', 'seance-2026-10') } },
  patch: { params: { id }, body: { place: 'Maison des associations, salle Vilaine, Rennes' } },
  removed,
  agendaCreate: { params: { id }, body: { title: 'Répit des proches aidants', aim: 'consult', durationMinutes: 20, pointId: demoId('point', 'p12-aidants') } },
  agendaItem: { params: item(2) },
  agendaPatch: { params: item(2), body: { durationMinutes: 40 } },
  agendaOrder: { params: { id: demoId('session', 'atelier-aidants') }, body: { ids: [demoId('agenda-item', 'atelier-aidants/2'), demoId('agenda-item', 'atelier-aidants/1')] } },
  agendaDelete: { params: item(6) },
  attend: { params: { id }, body: { stakeholderId: demoId('stakeholder', 'officines-reunies'), status: 'present', mandateId: demoId('mandate', 'm-corvoisier-officines') } },
  attendBatch: { params: { id }, body: { stakeholderIds: [demoId('stakeholder', 'institut-lumen'), demoId('stakeholder', 'collectif-eaux-vives')], status: 'present' } },
  attendance: { params: attendance },
  attendancePatch: { params: attendance, body: { status: 'remote', headcount: 2 } },
  attendanceDelete: { params: { id, partId: demoId('attendance', 'seance-suivante/union-audio-ponant') } },
}
