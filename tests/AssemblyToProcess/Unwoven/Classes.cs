public class UnwovenDerived : Derived { public bool Far; public UnwovenDerived() => Far = true; }
public class UnwovenOfUnwoven : UnwovenDerived { public UnwovenOfUnwoven() : this(1) { } public UnwovenOfUnwoven(int _) { } }
