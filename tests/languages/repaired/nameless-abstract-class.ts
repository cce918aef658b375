export default abstract class { a = 1 }
