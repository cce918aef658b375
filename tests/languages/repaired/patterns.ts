type F = ({ a: { b }, }: C) => void; declare const f: ({ a }?: C, [b, c]?: D) => void;
