export const partOfAtriumNote =
  'The edge of the sector cuts off the left atrium: its volume is at least the one given.';
