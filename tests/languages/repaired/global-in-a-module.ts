declare module "x" { global { interface A {} } }
