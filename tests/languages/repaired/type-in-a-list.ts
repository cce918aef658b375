export { a, type, b } from 'x';
