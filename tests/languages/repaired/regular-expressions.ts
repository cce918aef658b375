const a = /[`'"{/]/g.test(b) ? `${c}}` : "{";
interface D {
  e(): A
  <T>(f: 2): 3
}
const f = /\/"/;
