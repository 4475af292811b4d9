/** Requests of the documentation, sent to the demonstration by a test; the tables are those of the published examples. */
export const examples = {
  mactor: {
    body: {
      actors: ['Association', 'Fédération', 'Collectivité'],
      objectives: ['Ouvrir le réseau de soins', 'Publier les tarifs'],
      mid: [[0, 3, 1], [1, 0, 2], [0, 1, 0]],
      mao2: [[2, -1], [1, 3], [-2, 3]],
    },
  },
  raters: {
    body: {
      ratings: [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
      ],
    },
  },
  agreement: { body: { counts: [30, 40, 210, 130, 530, 50, 10] } },
}
