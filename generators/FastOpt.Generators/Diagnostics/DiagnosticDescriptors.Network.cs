using Microsoft.CodeAnalysis;

namespace FastOpt.Generators.Diagnostics;

/// <summary>What can be wrong with the declaration of a network.</summary>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "FOPT0001", "Not partial", "{0} must be declared partial, and so must every type that contains it, for its members are written by the compiler");

    public static readonly DiagnosticDescriptor UnsupportedNetworkClass = Error(
        "FOPT0002", "Unsupported network class", "{0} cannot be a network, for members cannot be added to {1}: {2}");

    public static readonly DiagnosticDescriptor NoDenseLayer = Error(
        "FOPT0003", "No trainable layer", "{0} has no Dense layer, so there is nothing to train; add one, such as [Dense(10)]");

    public static readonly DiagnosticDescriptor SizeOutOfRange = Error(
        "FOPT0004", "Size out of range", "{0} is {1}, but sizes are 1 to {2}");

    public static readonly DiagnosticDescriptor LossCount = Error(
        "FOPT0005", "Not exactly one loss", "{0} has {1}, but a network has exactly one, such as [SoftmaxCrossEntropy] or [MeanSquaredError]");

    public static readonly DiagnosticDescriptor SecondOptimizer = Error(
        "FOPT0006", "Several optimizers", "{0} has more than one optimizer: {1} and {2}");

    public static readonly DiagnosticDescriptor NotARule = Error(
        "FOPT0007", "Not a rule", "{0} is not a rule that is marked [{1}] and compiled with FastOpt, so it cannot be used as {2}");

    public static readonly DiagnosticDescriptor HyperparameterMismatch = Error(
        "FOPT0008", "Hyperparameter mismatch", "{0} has {1}");

    public static readonly DiagnosticDescriptor LayerAfterLoss = Error(
        "FOPT0009", "Layer behind the loss", "{0} stands behind the loss {1}, but the loss takes what the last layer puts out; move it in front");

    public static readonly DiagnosticDescriptor InvalidInitializer = Error(
        "FOPT0010", "Invalid initializer", "{0} cannot initialize a layer: it must be a struct that implements FastOpt.IInitializer and is visible to the network, with a constructor that takes InitArguments and has defaults for the rest, and without required members");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "FOPT0011", "Network too large", "{0} would have {1} parameters, {2} floats with padding and the optimizer's state, but its buffer must stay below {3} floats");

    public static readonly DiagnosticDescriptor SingleClass = Error(
        "FOPT0012", "Softmax over one class", "Dense({0}) gives {0} output, but {1} needs at least 2 classes; for two classes with one output use [BinaryCrossEntropy]");

    public static readonly DiagnosticDescriptor UnsupportedLoss = Error(
        "FOPT0013", "Unsupported structured loss", "{0} takes a whole row, but does not say what it is a loss of; write it as float Apply(float prediction, float target), or mark it [Loss(Form = LossForm.SoftmaxRows)] if it is a cross-entropy of softmax");

    public static readonly DiagnosticDescriptor InvalidSoftTargets = Error(
        "FOPT0080", "Weights or smoothing that fit no classes", "{1} of {0} {2}");

    public static readonly DiagnosticDescriptor NothingToSum = Error(
        "FOPT0081", "Nothing to sum", "Sum changes nothing about {0}, which {1}; leave it away");

    public static readonly DiagnosticDescriptor LayerDoesNotFit = Error(
        "FOPT0068", "Layer that does not fit", "{0} does not fit {1}, which enters it: {2}");

    public static readonly DiagnosticDescriptor RequiredMember = Error(
        "FOPT0026", "Required member", "{0} is required, but {1} is also constructed by generated code, which cannot set it; remove 'required' and give it a value to begin with");

    public static readonly DiagnosticDescriptor EmptyConstructor = Error(
        "FOPT0025", "Constructor that leaves the network empty", "This constructor of {0} passes over the generated one, so there would be no network behind it; let it begin with ': this(maxBatch: 64)'");

    public static readonly DiagnosticDescriptor ScheduleSequence = Error(
        "FOPT0020", "Schedules without a sequence", "{0} {1}, so there is no saying when {2} takes over; give it an Until behind {3}");

    public static readonly DiagnosticDescriptor NothingToSchedule = Error(
        "FOPT0021", "Nothing to schedule", "{0} schedules the learning rate, but {1} has no property LearningRate of type double or float that can be set with 'with'; add that hyperparameter to it, or leave {0} away");
    public static readonly DiagnosticDescriptor OptimizerSequence = Error(
        "FOPT0022", "Optimizers without a sequence", "{0} takes over after {1} steps, but the optimizer before it begins after {2}; give it an At greater than {2}");

    public static readonly DiagnosticDescriptor OwnRuleAttribute = Error(
        "FOPT0023", "Attribute of an own rule", "{0} means the attribute that is generated from {1}, a rule of this project, but it is there for other projects only; write {2}");

    public static readonly DiagnosticDescriptor ScaleOutOfRange = Error(
        "FOPT0014", "Setting out of range", "{0} is {1}, but it must be {2}");

    public static readonly DiagnosticDescriptor NoEffect = Error(
        "FOPT0015", "Setting without effect", "{0} has no effect: {1}");

    public static readonly DiagnosticDescriptor AllFrozen = Error(
        "FOPT0016", "Nothing to train", "All layers of {0} that have weights are frozen, so there is nothing to train; leave Frozen away from one");

    public static readonly DiagnosticDescriptor NoLearningRate = Error(
        "FOPT0017", "No learning rate", "{0} takes the learning rate, but {1} has no hyperparameter LearningRate that can be set");

    public static readonly DiagnosticDescriptor NetworkMemberTaken = Error(
        "FOPT0019", "Member that the compiler writes", "{0} is a member of your own, but the compiler writes {1} into the network; {2}");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "FOPT0030", "C# version too old", "{0} is compiled to C# {1}, but this project is C# {2}; set LangVersion to {1} or later, or leave it away");

    public static readonly DiagnosticDescriptor VersionMismatch = Error(
        "FOPT0031", "Library and compiler of different versions", "{0} uses the FastOpt library {1}, but it is compiled by FastOpt {2}; reference one version of the package FastOpt");

    public static readonly DiagnosticDescriptor HyperparameterOutOfRange = Error(
        "FOPT0032", "Hyperparameter out of range", "{0} has {1} = {2}, but {1} must be {3}");

    public static readonly DiagnosticDescriptor ActivationOfLoss = Warning(
        "FOPT0033", "Activation that the loss applies itself", "{0} stands in front of {1}, which applies {2} itself; leave {0} away, and apply {2} to what Predict gives where you need probabilities");

    public static readonly DiagnosticDescriptor NoCurvature = Error(
        "FOPT0024",
        "Curvature of what has no second derivative",
        "{0} has Curvature = true, but there is no second derivative of {1}: its first one takes the bits of a number, or calls a function "
            + "whose derivative is not known; leave Curvature away, or write the derivative by hand in functions that have one");

    public static readonly DiagnosticDescriptor NotDistributed = Error(
        "FOPT0027", "A step that processes cannot share", "{0} has Distributed = true, but {1}");

    public static readonly DiagnosticDescriptor SymmetricWeights = Warning(
        "FOPT0034", "Weights that stay equal", "{0}; start one of them with random weights, such as Init = typeof(GlorotUniform), or leave Init away");

    public static readonly DiagnosticDescriptor StackInSeveralParts = Error(
        "FOPT0035", "Layers on several parts", "{0} stands on another part of {1} than {2}, and parts of a class have no order; move all attributes of the network to one part");

    public static readonly DiagnosticDescriptor LargeLearningRate = Info(
        "FOPT0036", "Large learning rate", "{0} has LearningRate = {1}, {2} times its default of {3}; training probably diverges");

    public static readonly DiagnosticDescriptor NotMarkedNetwork = Error(
        "FOPT0038", "Layers without a network", "{0} has layers, but nothing is compiled of it, for it is not marked as a network; add [Network(inputs)] in front of {1}");

    public static readonly DiagnosticDescriptor InitializerArgumentsAlone = Error(
        "FOPT0039", "Arguments without an initializer", "{0} has InitArguments, but no Init that would take them; add Init = typeof(…)");

    public static readonly DiagnosticDescriptor UnknownMark = Error(
        "FOPT0060", "Unknown mark", "{0}, which stands at {1}, names \"{2}\", but {3}; write [Mark(\"{2}\")] where the value stands");

    public static readonly DiagnosticDescriptor DuplicateMark = Error(
        "FOPT0061", "Mark with a name that is taken", "\"{0}\" marks a value of {1} already, and cannot mark this one of {2}, too; choose another name");

    public static readonly DiagnosticDescriptor ShapesDiffer = Error(
        "FOPT0062", "Shapes that do not fit", "{0}(\"{1}\") joins {2} with {3}, which stands here, but {4}");

    public static readonly DiagnosticDescriptor UnusedMark = Warning(
        "FOPT0063", "Mark that nothing uses", "\"{0}\" marks a value of {1}, but no From, Add, Multiply or Concat behind it names it; leave the mark away");

    public static readonly DiagnosticDescriptor UnusedValue = Error(
        "FOPT0064", "Value that nothing uses", "{0} makes {1}, which nothing uses, for From(\"{2}\") goes on with {3}; mark it in front of From, or leave its layers away");

    public static readonly DiagnosticDescriptor NoPositions = Error(
        "FOPT0066", "Normalization without positions", "{0} takes its statistics over the positions of each channel, but {1} has one position for each; use LayerNorm, or give Network channels and a length");

    public static readonly DiagnosticDescriptor GroupsDoNotDivide = Error(
        "FOPT0067", "Groups that do not divide the channels", "{0} has {1} = {2}, but the {3} channels of {4} cannot be divided into so many groups of equal size");

    public static readonly DiagnosticDescriptor StackOfNoBlock = Error(
        "FOPT0065", "Stack without a block", "Stack<{0}> cannot be laid: {1}");
}
