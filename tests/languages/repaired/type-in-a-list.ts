export { a, type, b } from 'x';
export { c, type as interface };
let as = 1;
